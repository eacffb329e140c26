import { readFileSync } from 'node:fs';

/**
 * @typedef {object} JsonReport vitest's JSON reporter, the fields used here
 * @property {number} numPassedTests
 * @property {number} numFailedTests
 * @property {number} numFailedTestSuites
 * @property {boolean} success
 * @property {{ name: string, status: string, message?: string, assertionResults: TestResult[] }[]} testResults
 */

/** @typedef {{ fullName: string, status: string, failureMessages?: string[] }} TestResult */

/** Characters of what a failed test said: its message, not its stack. */
const saidChars = 300;

/**
 * Prints the tests that did not run, or those that failed and the one-line summary.
 * @param {readonly string[]} args
 * @returns {number} exit code: 1 when a test did not run (with --refuse-skips), or when one failed or none ran
 */
function summarise(args) {
  const refusesSkips = args.includes('--refuse-skips');
  const file = args.find((arg) => !arg.startsWith('--')) ?? '';
  /** @type {JsonReport} */
  let report;
  try {
    report = JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    process.stdout.write('The tests left no results: they did not run to the end.\n');
    return 1;
  }
  if (refusesSkips) {
    const idle = report.testResults.flatMap(({ name, assertionResults }) =>
      assertionResults
        .filter(({ status }) => status !== 'passed' && status !== 'failed')
        .map(({ fullName, status }) => `${status}: ${fullName} (${name})`),
    );
    for (const line of idle) process.stdout.write(`${line}\n`);
    return idle.length === 0 ? 0 : 1;
  }
  // A file that fails to load has no tests of its own and must not count as nothing.
  const broken = report.testResults.filter(
    ({ status, assertionResults }) =>
      status === 'failed' && !assertionResults.some((test) => test.status === 'failed'),
  );
  // Last in a long log, where whoever sees only its end still learns which.
  for (const { name, message } of broken) tell('the file', name, message);
  for (const { name, assertionResults } of report.testResults)
    for (const { status, fullName, failureMessages } of assertionResults)
      if (status === 'failed') tell(fullName, name, failureMessages?.[0]);
  const failed = report.numFailedTests + broken.length;
  process.stdout.write(`${report.numPassedTests} passed, ${failed} failed\n`);
  return failed === 0 && report.success && report.numPassedTests > 0 ? 0 : 1;
}

/**
 * @param {string} test
 * @param {string} file
 * @param {string} [said]
 */
function tell(test, file, said = '') {
  process.stdout.write(`failed: ${test} (${file})\n  ${said.slice(0, saidChars).replaceAll('\n', '\n  ')}\n`);
}

process.exitCode = summarise(process.argv.slice(2));
