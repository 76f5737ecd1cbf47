// A server as a child process: its own log file, its own process group, stopped by id and by nothing else.
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, openSync, closeSync, existsSync, renameSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { endingWithParent } from './ending-with-parent.js';
import { lastLinesOf } from './log-file.js';
import { processIdentity } from './process-table.js';

export interface SystemUser {
  readonly uid: number;
  readonly gid: number;
}

/** One step of stopping: the signal, and how long the process has before the next one. */
export interface StopStep {
  readonly signal: NodeJS.Signals;
  readonly graceMs: number;
}

export interface ServerCommand {
  /** What people call it: "PostgreSQL". */
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  /** Added to this process's environment. */
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  readonly logFile: string;
  /** Whom it runs as; needs root. */
  readonly user?: SystemUser;
  readonly stopSteps: readonly StopStep[];
  /**
   * Keeps running, and keeps nobody waiting, when this process ends. Otherwise it ends with this process, even with one
   * that was killed, where the system can do that (Linux; a worker thread counts as a parent there).
   */
  readonly outliveParent?: boolean;
}

export interface ServerExit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  /** False when it died on its own. */
  readonly asked: boolean;
  /** The end of its log. */
  readonly lastLines: readonly string[];
}

export interface ServerProcess {
  readonly pid: number;
  readonly logFile: string;
  /** Settles once, when the process is gone, for whatever reason. */
  readonly exited: Promise<ServerExit>;
  /** Asks it to stop, insists after a grace, and waits until it is gone. Harmless when repeated. */
  stop(): Promise<void>;
}

/** A server that died before it was ready. The message ends with the last lines of its log. */
export class ServerFailed extends Error {
  constructor(
    readonly server: string,
    what: string,
    readonly lastLines: readonly string[],
  ) {
    super([`${server} ${what}`, ...lastLines.map((line) => `  ${line}`)].join('\n'));
    this.name = 'ServerFailed';
  }
}

const immediately: StopStep = { signal: 'SIGKILL', graceMs: 10_000 };

/** Starts a server. @throws ServerFailed when the program cannot be run at all. */
export async function spawnServer(wanted: ServerCommand): Promise<ServerProcess> {
  const log = openLog(wanted.logFile);
  const { command, args } = wanted.outliveParent ? wanted : endingWithParent(wanted, (wanted.stopSteps[0] ?? immediately).signal);
  let asked = false;
  let child: ChildProcess;
  try {
    // A group of its own: Ctrl-C in a terminal goes to the whole group, and a database must not stop before its clients.
    child = spawn(command, [...args], {
      ...wanted.user,
      cwd: wanted.cwd,
      env: { ...process.env, ...wanted.env },
      stdio: ['ignore', log, log],
      detached: true,
      windowsHide: true,
    });
    await new Promise<void>((resolve, reject) => child.once('spawn', resolve).once('error', reject));
  } catch (error) {
    throw new ServerFailed(wanted.name, `could not be run: ${(error as Error).message}`, []);
  } finally {
    closeSync(log);
  }
  if (wanted.outliveParent) child.unref();
  const pid = child.pid as number;
  const exited = new Promise<ServerExit>((resolve) =>
    child.once('exit', (code, signal) => {
      resolve({ code, signal, asked, lastLines: lastLinesOf(wanted.logFile) });
    }),
  );
  const stop = async (): Promise<void> => {
    asked = true;
    for (const { signal, graceMs } of [...wanted.stopSteps, immediately]) {
      child.kill(signal);
      const giveUp = new AbortController();
      const gone = await Promise.race([
        exited.then(() => true),
        after(graceMs, false, { signal: giveUp.signal }).catch(() => false),
      ]);
      giveUp.abort();
      if (gone) return;
    }
    throw new ServerFailed(wanted.name, `(process ${pid}) did not end.`, lastLinesOf(wanted.logFile));
  };
  return { pid, logFile: wanted.logFile, exited, stop };
}

/**
 * Stops a server that another process started.
 * @param identity what `processIdentity` said when it was started: a later process with the same id is left alone.
 * @throws Error when it does not end.
 */
export async function stopByPid(pid: number, identity: string, steps: readonly StopStep[]): Promise<void> {
  for (const { signal, graceMs } of [...steps, immediately]) {
    if (processIdentity(pid) !== identity) return;
    process.kill(pid, signal);
    const deadline = performance.now() + graceMs;
    while (performance.now() < deadline) {
      if (processIdentity(pid) !== identity) return;
      await after(20);
    }
  }
  throw new Error(`Process ${pid} did not end.`);
}

function openLog(path: string): number {
  mkdirSync(dirname(path), { recursive: true });
  if (existsSync(path)) renameSync(path, `${path}.previous`);
  return openSync(path, 'a', 0o600);
}
