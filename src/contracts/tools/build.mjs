// Compiles the contracts the portal deploys. usage: node tools/build.mjs FOLDER; writes NAME.json for each: the ABI, the
// code to deploy, the code that must be there afterwards, and the selectors as the compiler names them.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import solc from 'solc';
import { root } from './forge.mjs';

const deployed = ['BondToken', 'BondRegistry', 'Delivery', 'LedgerAnchor', 'PortalCash'];
const folder = process.argv[2];
if (folder === undefined) {
  process.stderr.write('usage: node tools/build.mjs FOLDER\n');
  process.exit(2);
}

const settings = {
  evmVersion: 'osaka',
  optimizer: { enabled: true, runs: 6000 },
  metadata: { appendCBOR: false, bytecodeHash: 'none' },
  outputSelection: {
    '*': { '*': ['abi', 'evm.bytecode.object', 'evm.deployedBytecode.object', 'evm.methodIdentifiers'] },
  },
};
const sources = Object.fromEntries(deployed.map((name) => {
  const path = `src/${name}.sol`;
  return [path, { content: readFileSync(root + path, 'utf8') }];
}));
const find = (path) => {
  const place = path.startsWith('@') ? `${root}node_modules/${path}` : root + path;
  return { contents: readFileSync(place, 'utf8') };
};
const output = JSON.parse(solc.compile(JSON.stringify({ language: 'Solidity', sources, settings }), { import: find }));
const errors = (output.errors ?? []).filter((error) => error.severity === 'error');
if (errors.length > 0) {
  process.stderr.write(errors.map((error) => error.formattedMessage).join('\n'));
  process.exit(1);
}

mkdirSync(folder, { recursive: true });
for (const name of deployed) {
  const { abi, evm } = output.contracts[`src/${name}.sol`][name];
  writeFileSync(`${folder}/${name}.json`, JSON.stringify({
    abi,
    bytecode: evm.bytecode.object,
    deployedBytecode: evm.deployedBytecode.object,
    methodIdentifiers: evm.methodIdentifiers,
  }));
}
