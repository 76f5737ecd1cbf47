// A Redis of our own: loopback only, in memory only, as the cache that it is.
import { mkdir } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { MissingServer } from '../missing-server.js';
import { onPath } from '../process/on-path.js';
import { type ServerExit, type StopStep, spawnServer } from '../process/server-process.js';
import { onFreePort, untilReady } from '../process/until-ready.js';

export interface RedisOptions {
  /** Made when it is missing; holds the log. */
  readonly dir: string;
  /** A free one unless given. */
  readonly port?: number;
  /** Server settings over ours: `{ maxmemory: '64mb' }`. */
  readonly settings?: Readonly<Record<string, string>>;
  /** See ServerCommand. Not unless given. */
  readonly outliveParent?: boolean;
}

export interface RunningRedis {
  readonly url: string;
  readonly port: number;
  readonly pid: number;
  readonly logFile: string;
  /** Settles when it is gone, asked or not. */
  readonly exited: Promise<ServerExit>;
  stop(): Promise<void>;
}

export const redisStopSteps: readonly StopStep[] = [{ signal: 'SIGTERM', graceMs: 10_000 }];

/** What keeps Redis from starting here; undefined when nothing does. */
export async function redisMissing(): Promise<MissingServer | undefined> {
  if (await onPath('redis-server')) return undefined;
  return new MissingServer(
    'Redis',
    'there is no redis-server on PATH.',
    'Install it (Debian: apt-get install redis-server; macOS: brew install redis), or set REDIS_URL to one that runs.',
  );
}

/** Starts Redis and waits until it answers. It forgets everything when it stops. @throws MissingServer, ServerFailed */
export async function startRedis(options: RedisOptions): Promise<RunningRedis> {
  const missing = await redisMissing();
  if (missing) throw missing;
  await mkdir(options.dir, { recursive: true });
  return onFreePort<RunningRedis>(options.port, async (port) => {
    const ours = { bind: '127.0.0.1', dir: options.dir, save: '', appendonly: 'no', databases: '64' };
    const settings = { ...ours, ...options.settings, port: `${port}` };
    const server = await spawnServer({
      name: 'Redis',
      command: 'redis-server',
      args: Object.entries(settings).flatMap(([name, value]) => [`--${name}`, value]),
      logFile: join(options.dir, 'redis.log'),
      stopSteps: redisStopSteps,
      outliveParent: options.outliveParent,
    });
    const failure = await untilReady(server, { name: 'Redis', withinMs: 20_000, isReady: () => answersPing(port, server.pid) });
    if (failure) {
      await server.stop();
      return { failure };
    }
    return { started: { ...server, port, url: `redis://127.0.0.1:${port}` } };
  });
}

/** Asks for the process id as well, as somebody else's Redis on the port would answer a plain PING just the same. */
function answersPing(port: number, pid: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    let answer = '';
    const finish = (ready: boolean): void => {
      socket.destroy();
      resolve(ready);
    };
    socket.setTimeout(1_000, () => finish(false));
    socket.once('error', () => finish(false));
    socket.once('connect', () => socket.write('INFO server\r\n'));
    socket.on('data', (chunk) => {
      answer += chunk.toString();
      const said = /process_id:(\d+)\r/.exec(answer);
      if (said) finish(Number(said[1]) === pid);
    });
    socket.once('close', () => resolve(false));
  });
}
