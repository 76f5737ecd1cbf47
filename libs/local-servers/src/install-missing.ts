// For test machines: installs what Debian has when it is missing. Nobody's laptop is changed by `npm start`.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { chromiumMissing, headlessShell } from './chromium/find-chromium.js';
import { onPath } from './process/on-path.js';
import { prometheusMissing } from './prometheus/start-prometheus.js';
import { redisMissing } from './redis/start-redis.js';
import type { MissingServer, ServerName } from './missing-server.js';

/** Debian's packages. */
const packageOf: Partial<Record<ServerName, string>> = { Redis: 'redis-server', Prometheus: 'prometheus' };

/**
 * Installs Redis, Prometheus and Chromium from Debian's packages where they are missing, as root on a Debian; elsewhere nothing.
 * Of Chromium it wants the shell without a window even where there is a whole one: it takes a third less of the processor.
 * @param tell is told before packages are installed.
 * @returns what is missing still.
 */
export async function installMissing(tell: (note: string) => void): Promise<MissingServer[]> {
  const missing = await stillMissing();
  const packages = missing.flatMap(({ server }) => packageOf[server] ?? []);
  if ((await onPath(headlessShell)) === undefined) packages.push(headlessShell);
  const mayInstall = process.getuid?.() === 0 && (await onPath('apt-get')) !== undefined;
  if (packages.length === 0 || !mayInstall) return missing;
  tell(`Installing ${packages.join(', ')} with apt-get.`);
  const quietly = { env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }, timeout: 300_000 };
  // A failure needs no words of its own: what is missing afterwards is said with its remedy.
  await run(['update'], quietly).catch(() => undefined);
  // One by one, as apt-get installs none of several when it does not know one of them.
  for (const name of packages) await run(['install', '-y', '--no-install-recommends', name], quietly).catch(() => undefined);
  return stillMissing();
}

const run = (args: string[], options: { env: NodeJS.ProcessEnv; timeout: number }): Promise<unknown> =>
  promisify(execFile)('apt-get', args, options);

async function stillMissing(): Promise<MissingServer[]> {
  return (await Promise.all([redisMissing(), prometheusMissing(), chromiumMissing()])).filter((found) => found !== undefined);
}
