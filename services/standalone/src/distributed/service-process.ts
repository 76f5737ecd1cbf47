// One of the services as a process of its own, as a container would run it.
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { spawnServer, untilReady, type ServerProcess, type StopStep } from '@rung/local-servers';

export type ServiceName = 'matrix' | 'assessment' | 'reporting' | 'console';

export interface ServiceOptions {
  readonly name: ServiceName;
  readonly port: number;
  /** Its whole configuration but for host and port. */
  readonly env: Readonly<Record<string, string>>;
  readonly logFile: string;
  /** Called once it runs, before it is ready. */
  readonly onSpawned: (server: ServerProcess) => Promise<void>;
}

/** A service stops by itself within its own limit of twenty seconds. */
export const serviceStopSteps: readonly StopStep[] = [{ signal: 'SIGTERM', graceMs: 25_000 }];

const host = '127.0.0.1';
const readyWithinMs = 90_000;

/** Starts a service and waits until it says that it is ready. @returns its address. @throws ServerFailed */
export async function startService({ name, port, env, logFile, onSpawned }: ServiceOptions): Promise<string> {
  const main = join(dirname(fileURLToPath(import.meta.resolve(`@rung/${name}`))), 'main.js');
  const server = await spawnServer({
    name,
    command: process.execPath,
    args: ['--enable-source-maps', main],
    // a variable that is set to nothing counts as not set: what this process was given is not meant for the service
    env: { ROLES: '', OIDC_AUDIENCE: '', METRICS_PORT: '', WEB_DIR: '', OIDC_CLIENT_SECRET: '', ...env, HOST: host, PORT: `${port}` },
    logFile,
    stopSteps: serviceStopSteps,
  });
  await onSpawned(server);
  const url = `http://${host}:${port}`;
  const failure = await untilReady(server, { name, withinMs: readyWithinMs, everyMs: 100, isReady: () => isReady(url) });
  if (failure !== undefined) throw failure;
  return url;
}

async function isReady(url: string): Promise<boolean> {
  const answer = await fetch(`${url}/ready`).catch(() => undefined);
  await answer?.body?.cancel();
  return answer?.ok === true;
}
