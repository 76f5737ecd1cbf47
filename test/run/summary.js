// What a test run came to: counts per suite, what failed, what was left out and why, and the last line that machines read.

/**
 * @typedef {object} SuiteResult
 * @property {string} suite
 * @property {number} passed
 * @property {number} failed
 * @property {number} skipped
 * @property {readonly string[]} failures the names of what failed
 * @property {readonly string[]} skips the names of what was left out
 */

/**
 * A server that a test wanted and could not have, as `missing.json` of the run's directory records it.
 * @typedef {{ server: string, missing: string, remedy: string }} MissingRecord
 */

/**
 * The suite of a step that either passes or fails as a whole.
 * @param {string} suite
 * @param {boolean} hasPassed
 * @returns {SuiteResult}
 */
export function wholeStep(suite, hasPassed) {
  return { suite, passed: hasPassed ? 1 : 0, failed: hasPassed ? 0 : 1, skipped: 0, failures: hasPassed ? [] : [suite], skips: [] };
}

/**
 * The suite of a Jest run. A file that could not run counts as one failure, and so does a Jest that ended badly without
 * having named any.
 * @param {string} suite
 * @param {import('@jest/test-result').FormattedTestResults | undefined} report undefined when Jest left none
 * @param {number} exitCode
 * @param {string} rootFolder taken off the files' names
 * @returns {SuiteResult}
 */
export function jestSuite(suite, report, exitCode, rootFolder) {
  if (report === undefined) return { ...wholeStep(suite, false), failures: [`${suite}: Jest ended without a report`] };
  const fileOf = (/** @type {{ name: string }} */ file) => file.name.replace(rootFolder, '');
  const named = (/** @type {readonly string[]} */ statuses) =>
    report.testResults.flatMap((file) =>
      file.assertionResults.filter(({ status }) => statuses.includes(status)).map(({ fullName }) => `${fileOf(file)}: ${fullName}`),
    );
  const broken = report.testResults.filter((file) => file.status === 'failed' && !file.assertionResults.some(({ status }) => status === 'failed'));
  const failures = [...named(['failed']), ...broken.map((file) => `${fileOf(file)} could not run`)];
  if (exitCode !== 0 && failures.length === 0) failures.push(`${suite}: Jest ended with ${exitCode} though no test failed`);
  const skips = named(['pending', 'todo', 'skipped', 'disabled']);
  return { suite, passed: named(['passed']).length, failed: failures.length, skipped: skips.length, failures, skips };
}

/**
 * @param {readonly SuiteResult[]} suites
 * @param {readonly MissingRecord[]} missing
 * @returns {{ text: string, exitCode: number }} the text's last line is `N passed, N failed`, with `, N skipped` when any was
 */
export function summaryOf(suites, missing) {
  const sum = (/** @type {'passed' | 'failed' | 'skipped'} */ key) => suites.reduce((total, suite) => total + suite[key], 0);
  const width = Math.max(0, ...suites.map(({ suite }) => suite.length));
  const count = (/** @type {{ passed: number, failed: number, skipped: number }} */ { passed, failed, skipped }) =>
    `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
  const list = (/** @type {string} */ title, /** @type {readonly string[]} */ lines) =>
    lines.length === 0 ? [] : ['', title, ...lines.map((line) => `  ${line}`)];
  const lines = [
    ...suites.map((suite) => `${suite.suite.padEnd(width)}  ${count(suite)}`),
    ...list('Failed:', suites.flatMap(({ failures }) => failures)),
    ...list('Skipped:', suites.flatMap(({ skips }) => skips)),
    ...list('Could not be had:', missing.map(({ server, missing: what, remedy }) => `${server}: ${what} ${remedy}`)),
    '',
    count({ passed: sum('passed'), failed: sum('failed'), skipped: sum('skipped') }),
  ];
  return { text: lines.join('\n'), exitCode: sum('failed') > 0 || suites.length === 0 ? 1 : 0 };
}
