// For test machines: installs what Debian has when it is missing. Nobody's laptop is changed by `npm start`.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { chromiumMissing } from './chromium/find-chromium.js';
import { onPath } from './process/on-path.js';
import { prometheusMissing } from './prometheus/start-prometheus.js';
import { redisMissing } from './redis/start-redis.js';
import type { MissingServer, ServerName } from './missing-server.js';

/** Debian's packages. */
const packageOf: Partial<Record<ServerName, string>> = { Redis: 'redis-server', Prometheus: 'prometheus', Chromium: 'chromium' };

/**
 * Installs Redis, Prometheus and Chromium from Debian's packages where they are missing, as root on a Debian; elsewhere nothing.
 * @param tell is told before packages are installed.
 * @returns what is missing still.
 */
export async function installMissing(tell: (note: string) => void): Promise<MissingServer[]> {
  const missing = await stillMissing();
  const mayInstall = process.getuid?.() === 0 && (await onPath('apt-get')) !== undefined;
  if (missing.length === 0 || !mayInstall) return missing;
  const packages = missing.flatMap(({ server }) => packageOf[server] ?? []);
  tell(`Installing ${packages.join(', ')} with apt-get.`);
  const quietly = { env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }, timeout: 300_000 };
  // A failure needs no words of its own: what is missing afterwards is said with its remedy.
  await run(['update'], quietly).catch(() => undefined);
  await run(['install', '-y', '--no-install-recommends', ...packages], quietly).catch(() => undefined);
  return stillMissing();
}

const run = (args: string[], options: { env: NodeJS.ProcessEnv; timeout: number }): Promise<unknown> =>
  promisify(execFile)('apt-get', args, options);

async function stillMissing(): Promise<MissingServer[]> {
  return (await Promise.all([redisMissing(), prometheusMissing(), chromiumMissing()])).filter((found) => found !== undefined);
}
