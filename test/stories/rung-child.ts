// Rung as a person starts it: a process of its own, its output, its end.
import { spawn, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { repositoryRoot } from '../repository-root.js';

export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

export interface RungChild {
  readonly pid: number;
  /** What it has said so far. */
  readonly stdout: string;
  readonly stderr: string;
  readonly ended: Promise<Ended>;
  /**
   * Waits for something on either stream. @returns the match.
   * @throws Error with the end of what it said, when the process ends or the time is up before that.
   */
  says(pattern: RegExp, timeoutMs: number): Promise<RegExpMatchArray>;
  /** To the process and, as a terminal does, to those it shares a group with. */
  kill(signal: NodeJS.Signals): void;
  /** Asks it to end, and insists after two minutes. */
  stop(): Promise<Ended>;
}

const stopWithinMs = 120_000;
/** So many characters of the output make it into the message of a failure. */
const lastWords = 3_000;

export interface ChildOptions {
  /** In place of the environment's own values; undefined takes one away. */
  readonly env?: Readonly<Record<string, string | undefined>>;
}

export type Script = 'start' | 'distributed' | 'rung';

/** Runs a script of the root's package.json by its own words: without npm between, its exit code is the program's. */
function startScript(script: Script, words: readonly string[], options: ChildOptions): RungChild {
  const { scripts } = JSON.parse(readFileSync(join(repositoryRoot, 'package.json'), 'utf8')) as { scripts: Record<string, string> };
  const [, ...program] = (scripts[script] ?? '').split(' ');
  return startChild(process.execPath, [...program, ...words], options);
}

function startChild(command: string, words: readonly string[], { env = {} }: ChildOptions): RungChild {
  // what the tests' own runner was started with is not meant for the program
  const given = { ...process.env, NODE_OPTIONS: undefined, NODE_ENV: undefined, KAFKA_BROKERS: undefined, REDIS_URL: undefined, ...env };
  const child: ChildProcess = spawn(command, [...words], { cwd: repositoryRoot, env: given, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
  const said = { stdout: '', stderr: '' };
  const listeners = new Set<() => void>();
  for (const stream of ['stdout', 'stderr'] as const) {
    child[stream]?.setEncoding('utf8').on('data', (text: string) => {
      said[stream] += text;
      for (const listener of listeners) listener();
    });
  }
  let hasEnded = false;
  const ended = new Promise<Ended>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => {
      hasEnded = true;
      for (const listener of listeners) listener();
      resolve({ code, signal });
    });
  });
  const kill = (signal: NodeJS.Signals): void => {
    if (!hasEnded && child.pid !== undefined) process.kill(-child.pid, signal);
  };
  return {
    pid: child.pid ?? 0,
    get stdout() {
      return said.stdout;
    },
    get stderr() {
      return said.stderr;
    },
    ended,
    says: (pattern, timeoutMs) =>
      new Promise((resolve, reject) => {
        const giveUp = (why: string): void => {
          finish();
          reject(new Error(`${why} before it said ${String(pattern)}:\n${`${said.stdout}\n${said.stderr}`.slice(-lastWords)}`));
        };
        const look = (): void => {
          const match = pattern.exec(said.stdout) ?? pattern.exec(said.stderr);
          if (match === null) return hasEnded ? giveUp('It ended') : undefined;
          finish();
          resolve(match);
        };
        const timer = setTimeout(() => giveUp(`${timeoutMs} ms were over`), timeoutMs);
        const finish = (): void => {
          clearTimeout(timer);
          listeners.delete(look);
        };
        listeners.add(look);
        look();
      }),
    kill,
    stop: async () => {
      kill('SIGTERM');
      const insist = setTimeout(() => kill('SIGKILL'), stopWithinMs);
      const end = await ended;
      clearTimeout(insist);
      return end;
    },
  };
}

/** Directories and processes of a file's tests, gone when they are over. */
export class Stage {
  readonly #directories: string[] = [];
  readonly #children: RungChild[] = [];

  /** One that PostgreSQL's own user can reach, as those that people make. */
  async directory(): Promise<string> {
    const directory = await mkdtemp(join(tmpdir(), 'rung-story-'));
    await chmod(directory, 0o755);
    this.#directories.push(directory);
    return directory;
  }

  start(script: Script, words: readonly string[], options: ChildOptions = {}): RungChild {
    return this.#keep(startScript(script, words, options));
  }

  /** `npm start -- …`, with whatever npm itself says. */
  npmStart(words: readonly string[]): RungChild {
    return this.#keep(startChild('npm', ['start', '--', ...words], {}));
  }

  #keep(child: RungChild): RungChild {
    this.#children.push(child);
    return child;
  }

  async clear(): Promise<void> {
    await Promise.all(this.#children.splice(0).map((child) => child.stop()));
    await Promise.all(this.#directories.splice(0).map((directory) => rm(directory, { recursive: true, force: true })));
  }
}
