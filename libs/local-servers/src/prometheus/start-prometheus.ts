// A Prometheus of our own: loopback only, scraping what it is told to.
import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { MissingServer } from '../missing-server.js';
import { onPath } from '../process/on-path.js';
import { type ServerExit, type StopStep, spawnServer } from '../process/server-process.js';
import { onFreePort, untilReady } from '../process/until-ready.js';

export interface PrometheusOptions {
  /** Made when it is missing; holds the configuration, the samples and the log. */
  readonly dir: string;
  /** The configuration as an object: `{ global, scrape_configs, rule_files }`; paths in it are read from `dir`. */
  readonly config: Readonly<Record<string, unknown>>;
  /** A free one unless given. */
  readonly port?: number;
  /** See ServerCommand. Not unless given. */
  readonly outliveParent?: boolean;
}

export interface RunningPrometheus {
  readonly url: string;
  readonly port: number;
  readonly pid: number;
  readonly logFile: string;
  /** Settles when it is gone, asked or not. */
  readonly exited: Promise<ServerExit>;
  stop(): Promise<void>;
}

export const prometheusStopSteps: readonly StopStep[] = [{ signal: 'SIGTERM', graceMs: 15_000 }];

/** What keeps Prometheus from starting here; undefined when nothing does. */
export async function prometheusMissing(): Promise<MissingServer | undefined> {
  if (await onPath('prometheus')) return undefined;
  return new MissingServer(
    'Prometheus',
    'there is no prometheus on PATH.',
    'Install it (Debian: apt-get install prometheus; macOS: brew install prometheus).',
  );
}

/** Starts Prometheus and waits until it serves queries. @throws MissingServer, ServerFailed (a wrong configuration is one) */
export async function startPrometheus(options: PrometheusOptions): Promise<RunningPrometheus> {
  const missing = await prometheusMissing();
  if (missing) throw missing;
  const dir = resolve(options.dir);
  await mkdir(dir, { recursive: true });
  const configFile = join(dir, 'prometheus.yml');
  // JSON is YAML.
  await writeFile(configFile, JSON.stringify(options.config, null, 2));
  return onFreePort<RunningPrometheus>(options.port, async (port) => {
    const url = `http://127.0.0.1:${port}`;
    const server = await spawnServer({
      name: 'Prometheus',
      command: 'prometheus',
      args: [`--config.file=${configFile}`, `--storage.tsdb.path=${join(dir, 'data')}`, `--web.listen-address=127.0.0.1:${port}`],
      cwd: dir,
      logFile: join(dir, 'prometheus.log'),
      stopSteps: prometheusStopSteps,
      outliveParent: options.outliveParent,
    });
    const failure = await untilReady(server, { name: 'Prometheus', withinMs: 30_000, everyMs: 50, isReady: () => answersReady(url) });
    if (failure) {
      await server.stop();
      return { failure };
    }
    return { started: { ...server, port, url } };
  });
}

async function answersReady(url: string): Promise<boolean> {
  try {
    return (await fetch(`${url}/-/ready`, { signal: AbortSignal.timeout(1_000) })).ok;
  } catch {
    return false;
  }
}
