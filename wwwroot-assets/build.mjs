// Bundles and minifies what the pages load into the Web project's wwwroot. Run by `dotnet build`, or by `npm run build`.
import { build } from "esbuild";
import { cp, mkdir, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const target = join(here, "..", "src", "CitizenBonds.Web", "wwwroot", "assets");

await rm(target, { recursive: true, force: true });
await mkdir(target, { recursive: true });
await build({
  absWorkingDir: here,
  entryPoints: { site: "styles/site.css", app: "scripts/app.js", live: "scripts/live.js" },
  outdir: target,
  bundle: true,
  splitting: true,
  chunkNames: "[name]-[hash]",
  minify: true,
  format: "esm",
  target: ["chrome111", "firefox115", "safari16"],
  logLevel: "warning",
});
await cp(join(here, "icons"), target, { recursive: true });
