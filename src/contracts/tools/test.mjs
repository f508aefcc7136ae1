// Runs the tests of the contracts. Standard output: passed, failed and skipped, three numbers on one line.
import { forgeTest } from './forge.mjs';

const suites = forgeTest();
if (suites === null) {
  process.stderr.write('Contracts: forge is missing (no package for this machine, none on the path), so their tests were not run.\n');
  process.stdout.write('0 0 1\n');
} else {
  const count = { Success: 0, Failure: 0, Skipped: 0 };
  for (const [suite, report] of Object.entries(suites)) {
    for (const [test, result] of Object.entries(report.test_results)) {
      ++count[result.status];
      if (result.status === 'Failure') process.stderr.write(`${suite} ${test}: ${result.reason ?? 'failed'}\n`);
    }
  }
  process.stdout.write(`${count.Success} ${count.Failure} ${count.Skipped}\n`);
}
