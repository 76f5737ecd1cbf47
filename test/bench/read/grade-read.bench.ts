// Grade reads per second: the reporting service as it is deployed beside a bare Fastify that hands out the same bytes from Redis.
import { startRedis } from '@rung/local-servers';
import { openReportingDatabase } from '@rung/reporting';
import { createTokenIssuer } from '@rung/service-kit';
import { Redis } from 'ioredis';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { compare, median, type Aim, type BenchOptions, type BenchResult } from '../bench-result.js';
import { benchServer } from '../log/bench-server.js';
import { cycle, fillGrades, keyOf } from './graded-people.js';
import { load, requestOf } from './load.js';
import type { LoadOutcome } from './load-client.js';
import { publishKeys } from './published-keys.js';
import { startServer } from './server-process.js';

export const name = 'grade-read';

const connections = 32;
const shortRunMs = 3_000;
const longRunMs = 10_000;
const personIdSecret = 'a secret of the bench that makes opaque ids';

/** Who reads decides what PostgreSQL is asked: HR is a role, a manager is a walk up the organisation. */
const readers: readonly { who: string; person: number; roles: readonly 'hr'[]; rate: Aim; p99: Aim }[] = [
  { who: 'by HR', person: 1, roles: ['hr'], rate: '>= 0.5', p99: '<= 2.5' },
  { who: 'by a manager', person: 0, roles: [], rate: '>= 0.5', p99: '<= 2.5' },
];

/** Every grade is in the cache, in the version that PostgreSQL says; 32 connections ask for one of ten thousand people each. */
export async function results({ isLong, progress }: BenchOptions): Promise<readonly BenchResult[]> {
  const durationMs = isLong ? longRunMs : shortRunMs;
  const stops: (() => Promise<unknown>)[] = [];
  try {
    const dir = await mkdtemp(join(tmpdir(), 'rung-bench-read-'));
    stops.push(() => rm(dir, { recursive: true, force: true }));
    const server = await benchServer();
    stops.push(() => server.stop());
    const databaseUrl = await server.database('bench_reporting');
    const redisUrl = process.env['REDIS_URL'] ?? (await ownRedis(join(dir, 'redis'), stops));
    const issuer = await createTokenIssuer({ issuer: 'http://issuer.bench' });
    progress('filling ten thousand grades');
    const quiet = { info() {}, warn() {}, error: (details: object, message?: string) => progress(`${message} ${JSON.stringify(details)}`) };
    await (await openReportingDatabase({ url: databaseUrl, logger: quiet })).close();
    const ids = await fillGrades(databaseUrl, personIdSecret);

    const service = await startServer(
      fileURLToPath(new URL('main.js', import.meta.resolve('@rung/reporting'))),
      {
        DATABASE_URL: databaseUrl,
        REDIS_URL: redisUrl,
        KAFKA_BROKERS: '127.0.0.1:1', // asked by projectors alone
        ROLES: 'api',
        OIDC_ISSUER: issuer.issuer,
        OIDC_JWKS_URL: await publishKeys(issuer, stops),
        PERSON_ID_SECRET: personIdSecret,
      },
      join(dir, 'service.log'),
      '/ready',
    );
    stops.push(() => service.stop());
    const bareScript = fileURLToPath(new URL('./bare-server.js', import.meta.url));
    const bare = await startServer(bareScript, { REDIS_URL: redisUrl }, join(dir, 'bare.log'), '/');
    stops.push(() => bare.stop());

    const paths = ids.map((id) => `/grades/${id}?cycle=${cycle}`);
    const hr = (await issuer.issue(keyOf(1), ['hr'])).token;
    progress('warming the cache');
    const { bytesEach } = await load({ port: service.port, requests: paths.map((path) => requestOf(path, hr)), connections, durationMs: 0 });
    await copyAnswers({ port: service.port, token: hr, paths, ids, redisUrl });
    const theirs = () => load({ port: bare.port, requests: ids.map((id) => requestOf(`/grades/${id}`)), connections, durationMs });

    const compared: BenchResult[] = [];
    for (const { who, person, roles, rate, p99 } of readers) {
      progress(`grade read ${who}, ${bytesEach} bytes`);
      const ours = async () => {
        const { token } = await issuer.issue(keyOf(person), [...roles]); // a fresh one, as they live for ten minutes
        return load({ port: service.port, requests: paths.map((path) => requestOf(path, token)), connections, durationMs });
      };
      compared.push(...(await compareBoth(`grade read ${who}`, { rate, p99 }, ours, theirs)));
    }
    return compared;
  } finally {
    for (const stop of stops.reverse()) await stop();
  }
}

/** The rate and the tail of the very same runs. */
async function compareBoth(
  what: string,
  aims: { readonly rate: Aim; readonly p99: Aim },
  ours: () => Promise<LoadOutcome>,
  theirs: () => Promise<LoadOutcome>,
): Promise<BenchResult[]> {
  const tails = { ours: [] as number[], theirs: [] as number[] };
  const rateOf = (side: 'ours' | 'theirs', run: () => Promise<LoadOutcome>) => async () => {
    const { requestsPerSecond, p99Ms } = await run();
    tails[side].push(p99Ms);
    return requestsPerSecond;
  };
  const rate = await compare({ name: what, unit: 'requests/s', aim: aims.rate, ours: rateOf('ours', ours), theirs: rateOf('theirs', theirs) });
  const rounds = rate.samples.ours.length;
  const samples = { ours: tails.ours.slice(-rounds), theirs: tails.theirs.slice(-rounds) };
  const medians = { ours: median(samples.ours), theirs: median(samples.theirs) };
  return [rate, { name: `${what}, p99`, ...medians, unit: 'ms', ratio: medians.ours / medians.theirs, aim: aims.p99, samples }];
}

async function ownRedis(dir: string, stops: (() => Promise<unknown>)[]): Promise<string> {
  const redis = await startRedis({ dir });
  stops.push(() => redis.stop());
  return redis.url;
}

interface Copying {
  readonly port: number;
  readonly token: string;
  readonly paths: readonly string[];
  readonly ids: readonly string[];
  readonly redisUrl: string;
}

/** Puts the bytes that the service answers where the bare server reads. */
async function copyAnswers({ port, token, paths, ids, redisUrl }: Copying): Promise<void> {
  const redis = new Redis(redisUrl);
  try {
    for (const [place, path] of paths.entries()) {
      const response = await fetch(`http://127.0.0.1:${port}${path}`, { headers: { authorization: `Bearer ${token}` } });
      if (response.status !== 200) throw new Error(`The service answers ${response.status}.`);
      await redis.set(`bare:${ids[place] ?? ''}`, Buffer.from(await response.arrayBuffer()), 'EX', 3_600);
    }
  } finally {
    redis.disconnect();
  }
}
