// Runs forge with npm's compiler and gives back its report.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));
const megabytesMax = 256;

// The package of this platform where it is installed, else whatever the machine calls forge.
const packaged = `${root}node_modules/@foundry-rs/forge-linux-amd64/bin/forge`;
const forge = existsSync(packaged) ? packaged : 'forge';

// Null when this machine has no forge.
export function forgeTest(...options) {
  if (spawnSync(forge, ['--version'], { stdio: 'ignore' }).status !== 0) return null;
  const run = spawnSync(
    forge, ['test', '--offline', '--use', `${root}tools/solc.mjs`, '--json', ...options],
    { cwd: root, encoding: 'utf8', maxBuffer: megabytesMax << 20, stdio: ['ignore', 'pipe', 'pipe'] });
  const start = run.stdout.indexOf('{');
  if (start < 0) throw new Error(`forge wrote no report:\n${run.stdout}${run.stderr}`);
  return JSON.parse(run.stdout.slice(start));
}
