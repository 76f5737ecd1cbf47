// Runs one tier of the Jest projects and counts it.
import { existsSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';

import { root, run } from './child.js';
import { jestSuite } from './summary.js';

/**
 * @param {{ suite: string, workers: number, timeoutMs: number }} tier `suite` is the project's name in jest.config.js
 * @param {string} runDirectory where the tests leave word of servers that could not be had
 * @param {(line: string) => void} tell
 */
export async function jestTier({ suite, workers, timeoutMs }, runDirectory, tell) {
  const reportFile = join(runDirectory, `${suite}.report`);
  const env = { RUNG_TEST_RUN_DIR: join(runDirectory, 'servers') };
  const { exitCode, timedOut } = await run(
    [
      '--experimental-vm-modules',
      '--disable-warning=ExperimentalWarning',
      'node_modules/jest/bin/jest.js',
      '--config=jest.config.js',
      `--selectProjects=${suite}`,
      `--maxWorkers=${workers}`,
      '--passWithNoTests',
      '--reporters=./test/run/compact-reporter.js',
      '--json',
      `--outputFile=${reportFile}`,
    ],
    { timeoutMs, env, onLine: (line) => isForPeople(line) && tell(line) },
  );
  if (existsSync(join(env.RUNG_TEST_RUN_DIR, 'servers'))) await run(['test/run/stop-servers.js'], { timeoutMs: 60_000, env });
  if (timedOut) tell(`${suite} took longer than ${timeoutMs / 60_000} minutes and was stopped.`);
  const report = await readFile(reportFile, 'utf8').then(JSON.parse, () => undefined);
  await rm(reportFile, { force: true });
  return jestSuite(suite, report, exitCode, root);
}

/** What Jest says about its own doings, which only this runner wants to know. */
const isForPeople = (/** @type {string} */ line) => !/^(Running one project|Test results written to)/.test(line);
