// `npm test`: lint, types, unit, integration, end to end; one summary, and `N passed, N failed` as the last line.
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { run, stopAll } from './child.js';
import { jestTier } from './jest-tier.js';
import { summaryOf, wholeStep } from './summary.js';

const minutes = 60_000;
// The limits end what hangs, and leave time to say so; a slow machine is to come nowhere near them.
const tiers = [
  { suite: 'unit', workers: 2, timeoutMs: 8 * minutes },
  // Twice as many workers as processors: a third of the time and more, they wait for a server.
  { suite: 'integration', workers: 4, timeoutMs: 15 * minutes },
  { suite: 'e2e', workers: 5, timeoutMs: 28 * minutes },
];

const startedAt = performance.now();
const tell = (/** @type {string} */ line) => void process.stdout.write(`${line}\n`);
const heading = (/** @type {string} */ name) => tell(`\n▸ ${name} (${Math.round((performance.now() - startedAt) / 1000)} s)`);

/**
 * A step of one or more programs, each run only when the one before it was content.
 * @param {string} suite
 * @param {readonly (readonly string[])[]} programs
 */
async function step(suite, programs) {
  for (const program of programs) {
    const { exitCode, output, timedOut } = await run(program, { timeoutMs: 20 * minutes });
    if (exitCode === 0) continue;
    tell(`  ✗ ${suite}${timedOut ? ' took longer than twenty minutes' : ''}\n${output}`);
    return wholeStep(suite, false);
  }
  tell(`  ✓ ${suite}`);
  return wholeStep(suite, true);
}

const tsc = 'node_modules/typescript-7/bin/tsc';
const lint = () => step('lint', [['node_modules/oxlint/bin/oxlint'], ['node_modules/eslint/bin/eslint.js', '.', '--max-warnings', '0']]);
const types = () => step('types', [[tsc, '-b'], [tsc, '-p', 'tsconfig.spec.json'], [tsc, '-p', 'services/console/web']]);

/** Gets servers that this machine lacks where that is easy; what stays missing, the tests that want it will say. */
async function prepareServers() {
  const { output } = await run(['test/run/prepare-servers.js'], { timeoutMs: 5 * minutes });
  if (output.trim() !== '') tell(output.trimEnd());
}

/** @param {string} runDirectory @returns {Promise<import('./summary.js').MissingRecord[]>} */
async function missingServers(runDirectory) {
  return readFile(join(runDirectory, 'servers/missing.json'), 'utf8').then(JSON.parse, () => []);
}

for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) {
  process.once(signal, () => {
    isStopped = true;
    stopAll();
  });
}
let isStopped = false;

const runDirectory = await mkdtemp(join(tmpdir(), 'rung-test-'));
await chmod(runDirectory, 0o755); // the database below it runs as another user
try {
  heading('lint and types');
  const suites = await Promise.all([lint(), types()]);
  await prepareServers();
  for (const tier of tiers) {
    if (isStopped) break;
    heading(tier.suite);
    suites.push(await jestTier(tier, runDirectory, tell));
  }
  const { text, exitCode } = summaryOf(suites, await missingServers(runDirectory));
  heading('summary');
  process.exitCode = isStopped ? 1 : exitCode;
  if (isStopped) tell('Stopped before the end.');
  tell(text);
} finally {
  await rm(runDirectory, { recursive: true, force: true });
}
