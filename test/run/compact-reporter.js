// A Jest reporter of one line per file, and of what went wrong in it.

/** @implements {Pick<import('@jest/reporters').Reporter, 'onTestResult'>} */
export default class CompactReporter {
  /** @param {{ rootDir: string }} config */
  constructor({ rootDir }) {
    this.root = `${rootDir}/`;
  }

  /**
   * @param {import('@jest/reporters').Test} test
   * @param {import('@jest/reporters').TestResult} result
   */
  onTestResult(test, result) {
    const hasFailed = result.numFailingTests > 0 || result.testExecError !== undefined;
    const seconds = (result.perfStats.runtime / 1000).toFixed(1);
    const left = result.numPendingTests + result.numTodoTests;
    const counts = [`${result.numPassingTests} passed`, ...(left > 0 ? [`${left} skipped`] : [])].join(', ');
    process.stdout.write(`  ${hasFailed ? '✗' : '✓'} ${test.path.replace(this.root, '')} (${counts}, ${seconds} s)\n`);
    if (hasFailed && result.failureMessage) process.stdout.write(`${result.failureMessage}\n`);
  }
}
