// A server under measurement, in a process of its own.
import { freePort } from '@rung/local-servers';
import { spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';

export interface ServerProcess {
  readonly port: number;
  stop(): Promise<void>;
}

const patienceMs = 30_000;

/**
 * @param log where its output goes, as it would in a deployment.
 * @param ready a path that it answers with 200, once it is ready, or with 404 where there is nothing.
 * @throws Error with its output when it does not get ready.
 */
export async function startServer(script: string, env: Readonly<Record<string, string>>, log: string, ready: string): Promise<ServerProcess> {
  const port = await freePort();
  const out = openSync(log, 'w');
  const child = spawn(process.execPath, [script], { env: { ...process.env, ...env, PORT: `${port}` }, stdio: ['ignore', out, out] });
  closeSync(out);
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const stop = async (): Promise<void> => {
    child.kill('SIGTERM');
    await ended;
  };
  const until = performance.now() + patienceMs;
  while (!(await answers(`http://127.0.0.1:${port}${ready}`))) {
    if (performance.now() > until || child.exitCode !== null) {
      await stop();
      throw new Error(`${script} does not serve:\n${readFileSync(log, 'utf8').slice(-2_000)}`);
    }
    await pause(50);
  }
  return { port, stop };
}

async function answers(url: string): Promise<boolean> {
  try {
    const response = await fetch(url);
    await response.arrayBuffer();
    return response.status < 500;
  } catch {
    return false;
  }
}
