// Programs that a machine may have or not: what they say, or that they are not there.
import { execFile } from 'node:child_process';

export interface Ran {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly timeoutMs?: number;
  /** The whole environment; this process's own unless given. */
  readonly env?: Readonly<Record<string, string | undefined>>;
}

const largestOutputBytes = 64 * 1024 * 1024;

/** @returns undefined when there is no such program; exit code 1 when a signal or the time limit ended it. */
export function run(program: string, args: readonly string[], { timeoutMs = 60_000, env = process.env }: RunOptions = {}): Promise<Ran | undefined> {
  return new Promise((resolve) => {
    execFile(program, [...args], { timeout: timeoutMs, env, maxBuffer: largestOutputBytes }, (error, stdout, stderr) => {
      if (error !== null && error.code === 'ENOENT') resolve(undefined);
      else resolve({ exitCode: error === null ? 0 : typeof error.code === 'number' ? error.code : 1, stdout, stderr });
    });
  });
}
