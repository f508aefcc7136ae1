// Prints what each operation costs, one JSON object a line; the yardstick is the floor, so the ratio is floor / ours.
import { readFileSync } from 'node:fs';
import { forgeTest, root } from './forge.mjs';

const ceilings = JSON.parse(readFileSync(`${root}gas-ceilings.json`, 'utf8'));
const suites = forgeTest('--match-contract', '^GasTest$', '-vv');
if (suites === null) {
  process.stderr.write('forge is missing: no package for this machine, none on the path.\n');
  process.exit(1);
}
const logs = Object.values(suites).flatMap((suite) =>
  Object.values(suite.test_results).flatMap((result) => result.decoded_logs));
for (const [name, { floor }] of Object.entries(ceilings)) {
  const line = logs.find((log) => log.startsWith(`${name}: `));
  if (line === undefined) throw new Error(`${name} was not measured.`);
  const value = Number(line.slice(name.length + 2).split(' ')[0]);
  const ratio = Number((floor / value).toFixed(3));
  process.stdout.write(`${JSON.stringify({ name: `gas-${name}`, value, unit: 'gas', yardstick: floor, ratio })}\n`);
}
