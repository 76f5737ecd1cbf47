import { describe, expect, it } from '@jest/globals';

import { jestSuite, summaryOf, wholeStep } from './summary.js';

type Report = NonNullable<Parameters<typeof jestSuite>[1]>;

const lastLine = (text: string) => text.split('\n').at(-1);
const file = (name: string, status: string, ...tests: readonly [title: string, status: string][]) => ({
  name: `/w/${name}`,
  status,
  assertionResults: tests.map(([fullName, outcome]) => ({ fullName, status: outcome })),
});
const report = (...files: readonly ReturnType<typeof file>[]) => ({ testResults: files }) as unknown as Report;

describe('the summary of a test run', () => {
  const passing = jestSuite('unit', report(file('a.spec.ts', 'passed', ['x', 'passed'], ['y', 'passed'])), 0, '/w/');

  it('ends with the plain count over all suites', () => {
    const { text, exitCode } = summaryOf([wholeStep('lint', true), passing], []);
    expect(lastLine(text)).toBe('3 passed, 0 failed');
    expect(exitCode).toBe(0);
  });

  it('names what failed, and the run fails', () => {
    const failing = jestSuite('integration', report(file('a.int.spec.ts', 'failed', ['x', 'failed'], ['y', 'passed'])), 1, '/w/');
    const { text, exitCode } = summaryOf([passing, failing], []);
    expect(text).toContain('a.int.spec.ts: x');
    expect(lastLine(text)).toBe('3 passed, 1 failed');
    expect(exitCode).toBe(1);
  });

  it('names what was left out', () => {
    const partial = jestSuite('e2e', report(file('a.e2e.spec.ts', 'passed', ['x', 'passed'], ['later', 'todo'], ['y', 'pending'])), 0, '/w/');
    const { text, exitCode } = summaryOf([partial], []);
    expect(text).toContain('a.e2e.spec.ts: later');
    expect(lastLine(text)).toBe('1 passed, 0 failed, 2 skipped');
    expect(exitCode).toBe(0);
  });

  it('names a server that could not be had, and the way to get it', () => {
    const { text } = summaryOf([passing], [{ server: 'Redis', missing: 'No redis-server on PATH.', remedy: 'Install redis-server.' }]);
    expect(text).toContain('Redis: No redis-server on PATH. Install redis-server.');
  });

  it('counts a step that broke as one failure', () => {
    expect(lastLine(summaryOf([passing, wholeStep('types', false)], []).text)).toBe('2 passed, 1 failed');
  });

  it('counts a file that could not run as one failure', () => {
    expect(jestSuite('unit', report(file('a.spec.ts', 'failed')), 1, '/w/')).toMatchObject({ failed: 1, failures: ['a.spec.ts could not run'] });
  });

  it('is no success when Jest left no report', () => {
    expect(summaryOf([jestSuite('unit', undefined, 134, '/w/')], []).exitCode).toBe(1);
  });

  it('is no success when Jest ended badly though every test passed', () => {
    const crashed = jestSuite('unit', report(file('a.spec.ts', 'passed', ['x', 'passed'])), 1, '/w/');
    expect(summaryOf([crashed], []).exitCode).toBe(1);
  });

  it('is no success of a run without suites', () => expect(summaryOf([], []).exitCode).toBe(1));
});
