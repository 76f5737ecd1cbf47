// Runs a program of the workspace as a step of the test run: its output is kept, its time is limited, its end is certain.
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url));

/** @type {Set<import('node:child_process').ChildProcess>} */
const running = new Set();
const graceMs = 15_000;

/**
 * @typedef {object} Ended
 * @property {number} exitCode 0 when it said so; 1 when a signal or the time limit ended it
 * @property {string} output what it wrote, stdout and stderr as they came
 * @property {boolean} timedOut
 */

/**
 * Runs a script under this very Node.
 * @param {readonly string[]} nodeArguments the script and its arguments, Node's own options before it
 * @param {{ timeoutMs: number, env?: Record<string, string>, onLine?: (line: string) => void }} options
 * @returns {Promise<Ended>}
 */
export function run(nodeArguments, { timeoutMs, env = {}, onLine }) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, nodeArguments, { cwd: root, env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
    running.add(child);
    let output = '';
    let timedOut = false;
    const ends = [child.stdout, child.stderr].map((stream) => {
      // of each stream by itself: what one has begun is not for the other to end
      let rest = '';
      stream.on('data', (/** @type {Buffer} */ chunk) => {
        output += chunk.toString();
        const lines = (rest + chunk.toString()).split('\n');
        rest = lines.pop() ?? '';
        for (const line of lines) onLine?.(line);
      });
      return () => (rest === '' ? undefined : onLine?.(rest));
    });
    const limit = setTimeout(() => {
      timedOut = true;
      stop(child);
    }, timeoutMs);
    child.once('close', (code) => {
      clearTimeout(limit);
      running.delete(child);
      for (const end of ends) end();
      resolve({ exitCode: timedOut ? 1 : (code ?? 1), output, timedOut });
    });
  });
}

/** @param {import('node:child_process').ChildProcess} child */
function stop(child) {
  child.kill('SIGINT');
  setTimeout(() => child.kill('SIGKILL'), graceMs).unref();
}

/** Asks whatever still runs to end. */
export function stopAll() {
  for (const child of running) stop(child);
}
