// Waiting for a server that was just started, and starting it again on another port when its port was taken meanwhile.
import { setTimeout as after } from 'node:timers/promises';
import { freePort } from './free-port.js';
import { ServerFailed, type ServerExit, type ServerProcess } from './server-process.js';

export interface Readiness {
  /** What people call the server. */
  readonly name: string;
  readonly withinMs: number;
  /** How often to look; 20 ms unless given. */
  readonly everyMs?: number;
  readonly isReady: () => Promise<boolean>;
}

/** Waits until the server is ready. @returns why it never will be; undefined when it is. */
export async function untilReady(
  server: ServerProcess,
  { name, withinMs, everyMs = 20, isReady }: Readiness,
): Promise<ServerFailed | undefined> {
  let exit: ServerExit | undefined;
  void server.exited.then((seen) => (exit = seen));
  const deadline = performance.now() + withinMs;
  while (performance.now() < deadline) {
    if (exit) return new ServerFailed(name, `ended before it was ready (${exit.signal ?? exit.code}):`, exit.lastLines);
    if (await isReady()) return undefined;
    await after(everyMs);
  }
  return new ServerFailed(name, `was not ready within ${withinMs / 1000} s; its log is ${server.logFile}.`, []);
}

/** What one attempt to start came to. */
export type Attempt<Started> = { readonly started: Started } | { readonly failure: ServerFailed };

const attempts = 3;

/**
 * Starts a server on the given port, or on a free one: then again, when somebody else took the port meanwhile.
 * @throws ServerFailed
 */
export async function onFreePort<Started>(
  port: number | undefined,
  start: (port: number) => Promise<Attempt<Started>>,
): Promise<Started> {
  for (let attempt = 1; ; attempt += 1) {
    const outcome = await start(port ?? (await freePort()));
    if ('started' in outcome) return outcome.started;
    const portTaken = /address already in use|failed to bind/i.test(outcome.failure.message);
    if (port !== undefined || !portTaken || attempt === attempts) throw outcome.failure;
  }
}
