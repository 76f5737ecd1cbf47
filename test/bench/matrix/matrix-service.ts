// The matrix service as it is deployed, in a process of its own, with matrices in its log and no projector beside it.
import { openMatrixDatabase } from '@rung/matrix';
import { createTokenIssuer, type TokenIssuer } from '@rung/service-kit';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type pg from 'pg';

import { benchServer } from '../log/bench-server.js';
import { loggerOf } from '../log/logger-of.js';
import { poolTo } from '../pool-to.js';
import { publishKeys } from '../read/published-keys.js';
import { startServer, type ServerProcess } from '../read/server-process.js';

export const personIdSecret = 'a secret of the bench that makes opaque ids';

export interface MatrixService {
  readonly service: ServerProcess;
  readonly issuer: TokenIssuer;
  /** Of the service's database. */
  readonly url: string;
  readonly pool: pg.Pool;
  /** For what is written beside. */
  readonly dir: string;
}

/**
 * @param fill puts what the bench is about into the service's database, before the service starts.
 * @param stops takes what ends all of it, to be called from the last to the first.
 */
export async function startMatrixService(
  progress: (message: string) => void,
  stops: (() => Promise<unknown>)[],
  fill: (url: string, pool: pg.Pool) => Promise<void>,
): Promise<MatrixService> {
  const dir = await mkdtemp(join(tmpdir(), 'rung-bench-matrix-'));
  stops.push(() => rm(dir, { recursive: true, force: true }));
  const server = await benchServer();
  stops.push(() => server.stop());
  const url = await server.database('bench_matrix');
  await (await openMatrixDatabase({ url, lanes: 1, logger: loggerOf(progress) })).close();
  const pool = poolTo(url);
  stops.push(() => pool.end());
  await fill(url, pool);
  const issuer = await createTokenIssuer({ issuer: 'http://issuer.bench' });
  const service = await startServer(
    fileURLToPath(new URL('main.js', import.meta.resolve('@rung/matrix'))),
    {
      DATABASE_URL: url,
      KAFKA_BROKERS: '127.0.0.1:1', // asked by projectors alone
      ROLES: 'api',
      LANES: '1',
      OIDC_ISSUER: issuer.issuer,
      OIDC_JWKS_URL: await publishKeys(issuer, stops),
      PERSON_ID_SECRET: personIdSecret,
    },
    join(dir, 'service.log'),
    '/ready',
  );
  stops.push(() => service.stop());
  return { service, issuer, url, pool, dir };
}
