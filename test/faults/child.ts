// A process of a fault run: compiled once, killed, frozen and thawed by its own pid.
import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { afterEach } from '@jest/globals';

const root = fileURLToPath(new URL('../..', import.meta.url));

export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

export interface FaultChild {
  readonly pid: number;
  /** What it wrote, on either stream. */
  readonly output: string;
  readonly ended: Promise<Ended>;
  /** @throws Error with what it wrote, when it ends or is silent for too long before that. */
  says(pattern: RegExp, timeoutMs?: number): Promise<RegExpMatchArray>;
  kill(signal: NodeJS.Signals): void;
}

/** Those that run, or stand frozen. */
const living = new Set<FaultChild>();

/** Leaves nobody behind whom a failed test did not come to end. Call it where the specs' own hooks are. */
export function endChildrenAfterEach(): void {
  afterEach(async () => {
    for (const child of living) child.kill('SIGKILL');
    await Promise.all([...living].map(({ ended }) => ended));
  });
}

/** Compiles what the children are made of, if something changed, so that none of them spends its time on it. */
export async function compileChildren(): Promise<void> {
  const child = spawn(process.execPath, ['services/cli/bin/launch.js', 'test', 'faults/crash-child'], { cwd: root, env: { ...process.env, NODE_OPTIONS: '' }, stdio: 'ignore' });
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  if (code !== 0) throw new Error('The programs of test/faults do not compile: npx tsc -b test');
}

/** What `compileChildren` made, and no launcher before it: that looks through every source each time. @param program a file of this folder, without its ending. @param options what it gets, as JSON. */
export function startChild(program: string, options: object, env: Readonly<Record<string, string>> = {}): FaultChild {
  const child: ChildProcess = spawn(process.execPath, [join('test/dist/faults', `${program}.js`), JSON.stringify(options)], {
    cwd: root,
    env: { ...process.env, NODE_OPTIONS: '', NODE_ENV: 'test', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const listeners = new Set<() => void>();
  const tell = () => listeners.forEach((listener) => listener());
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => {
      output += text;
      tell();
    });
  }
  let hasEnded = false;
  const ended = new Promise<Ended>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => {
      hasEnded = true;
      living.delete(self);
      tell();
      resolve({ code, signal });
    });
  });
  const self: FaultChild = {
    pid: child.pid ?? 0,
    get output() {
      return output;
    },
    ended,
    says: (pattern, timeoutMs = 120_000) =>
      new Promise((resolve, reject) => {
        const finish = (settle: () => void) => {
          listeners.delete(look);
          clearTimeout(timer);
          settle();
        };
        const look = () => {
          const match = pattern.exec(output);
          if (match !== null) finish(() => resolve(match));
          else if (hasEnded) finish(() => reject(new Error(`${program} ended before it said ${String(pattern)}:\n${output}`)));
        };
        const timer = setTimeout(() => finish(() => reject(new Error(`${program} has not said ${String(pattern)}:\n${output}`))), timeoutMs);
        listeners.add(look);
        look();
      }),
    kill: (signal) => {
      if (!hasEnded) child.kill(signal);
    },
  };
  living.add(self);
  return self;
}
