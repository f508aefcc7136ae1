// A real mail server for one test: takes letters for anybody from who signs in as it is told, and prints what comes in,
// one JSON object per line. usage: node smtp-server.mjs FOLDER_OF_NODE_MODULES USER PASSWORD
import { createRequire } from "node:module";

const [folder, user, password] = process.argv.slice(2);
const { SMTPServer } = createRequire(folder + "/")("smtp-server");
const print = (line) => process.stdout.write(JSON.stringify(line) + "\n");

const server = new SMTPServer({
  // Without a certificate it offers one it signed itself, which a careful client does not trust.
  allowInsecureAuth: true,
  onAuth({ username, password: given }, session, done) {
    if (username === user && given === password) done(null, { user });
    else done(new Error("no such sign-in"));
  },
  onRcptTo({ address }, session, done) {
    if (address.startsWith("nobody@")) done(Object.assign(new Error("no such person"), { responseCode: 550 }));
    else done();
  },
  onData(stream, session, done) {
    const parts = [];
    stream.on("data", (part) => parts.push(part));
    stream.on("end", () => {
      const { mailFrom, rcptTo } = session.envelope;
      print({
        from: mailFrom.address,
        to: rcptTo.map((one) => one.address),
        isEncrypted: session.secure,
        message: Buffer.concat(parts).toString("utf8"),
      });
      done();
    });
  },
});
server.on("error", () => {}); // A client that leaves early is no fault of the server.
server.listen(0, "127.0.0.1", () => print({ port: server.server.address().port }));
