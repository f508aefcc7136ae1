#!/usr/bin/env node
// npm's Solidity compiler with the command line forge expects of a compiler: --version, and --standard-json on stdin.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import solc from 'solc';

const root = fileURLToPath(new URL('..', import.meta.url));
const option = process.argv.slice(2);
if (option.includes('--version')) {
  process.stdout.write(`solc, the solidity compiler commandline interface\nVersion: ${solc.version()}\n`);
} else if (option.includes('--standard-json')) {
  const imports = { import: (path) => ({ contents: readFileSync(new URL(path, `file://${root}`), 'utf8') }) };
  process.stdout.write(solc.compile(readFileSync(0, 'utf8'), imports));
} else {
  process.stderr.write('usage: solc.mjs --version | --standard-json\n');
  process.exit(2);
}
