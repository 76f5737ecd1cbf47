// Drafts saved per second by one process of the assessment service, beside a bare `insert … on conflict` of the same bytes.
import { openAssessmentDatabase } from '@rung/assessment';
import { createTokenIssuer } from '@rung/service-kit';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Pool } from 'pg';

import { compare, type Aim, type BenchOptions, type BenchResult } from '../bench-result.js';
import { benchServer } from '../log/bench-server.js';
import { sideBySide } from '../log/clients.js';
import { counted, numberOf } from '../log/counted.js';
import { loggerOf } from '../log/logger-of.js';
import { poolTo } from '../pool-to.js';
import { load } from '../read/load.js';
import { publishKeys } from '../read/published-keys.js';
import { startServer } from '../read/server-process.js';
import { draftOf, openAssessments, sealedBytes, type OpenAssessment } from './open-assessments.js';

export const name = 'drafts';

const connections = 32;
const [shortRunMs, longRunMs] = [3_000, 10_000];
const personIdSecret = 'a secret of the bench that makes opaque ids';

const sizes: readonly { what: string; bytes: number; aim: Aim }[] = [
  { what: '600 bytes', bytes: 600, aim: '>= 0.25' },
  { what: '20 kB', bytes: 20_000, aim: '>= 0.3' },
];

/** 32 connections save one of a thousand drafts each, again and again; every one durable before it is answered, on both sides. */
export async function results({ isLong, progress }: BenchOptions): Promise<readonly BenchResult[]> {
  const runMs = isLong ? longRunMs : shortRunMs;
  const stops: (() => Promise<unknown>)[] = [];
  try {
    const dir = await mkdtemp(join(tmpdir(), 'rung-bench-drafts-'));
    stops.push(() => rm(dir, { recursive: true, force: true }));
    const server = await benchServer();
    stops.push(() => server.stop());
    const url = await server.database('bench_assessment');
    await (await openAssessmentDatabase({ url, lanes: 1, logger: loggerOf(progress) })).close();
    const keyEncryptionKey = randomBytes(32);
    const open = await openAssessments(url, { personIdSecret, keyEncryptionKey });
    const issuer = await createTokenIssuer({ issuer: 'http://issuer.bench' });
    const service = await startServer(
      fileURLToPath(new URL('main.js', import.meta.resolve('@rung/assessment'))),
      {
        DATABASE_URL: url,
        KAFKA_BROKERS: '127.0.0.1:1', // asked by projectors alone
        ROLES: 'api',
        LANES: '1',
        OIDC_ISSUER: issuer.issuer,
        OIDC_JWKS_URL: await publishKeys(issuer, stops),
        PERSON_ID_SECRET: personIdSecret,
        KEY_ENCRYPTION_KEY: keyEncryptionKey.toString('base64'),
      },
      join(dir, 'service.log'),
      '/ready',
    );
    stops.push(() => service.stop());
    const pool = poolTo(url, { max: connections });
    stops.push(() => pool.end());
    await pool.query('create table bare_drafts (like assessment_drafts including all) with (fillfactor = 50)');

    const compared: BenchResult[] = [];
    for (const { what, bytes, aim } of sizes) {
      progress(`drafts of ${what}`);
      const ours = async () => {
        await pool.query('truncate assessment_drafts');
        const tokens = await Promise.all(open.map(async ({ rater }) => (await issuer.issue(rater, [])).token)); // fresh ones, as they live for ten minutes
        const requests = open.map((one, place) => savingOf(one, tokens[place] ?? '', draftOf(bytes)));
        await load({ port: service.port, requests, connections, durationMs: 0 });
        return counted(() => saved(pool, 'assessment_drafts'), async () => {
          const { requests: done, requestsPerSecond: perSecond } = await load({ port: service.port, requests, askedBefore: 1, connections, durationMs: runMs });
          return { done, perSecond };
        });
      };
      const theirs = async () => {
        await pool.query('truncate bare_drafts');
        const save = bareSave(pool, open, bytes);
        for (const _ of open) await save();
        return counted(() => saved(pool, 'bare_drafts'), () => sideBySide(connections, runMs, save));
      };
      compared.push(await compare({ name: `draft of ${what}, ${connections} connections`, unit: 'drafts/s', aim, ours, theirs }));
    }
    return compared;
  } finally {
    for (const stop of stops.reverse()) await stop();
  }
}

function savingOf({ assessment }: OpenAssessment, token: string, body: string): string {
  const head = [`PUT /assessments/${assessment}/draft HTTP/1.1`, 'host: localhost', 'content-type: application/json', `authorization: Bearer ${token}`, 'if-match: "{asked}"', `content-length: ${body.length}`];
  return `${head.join('\r\n')}\r\n\r\n${body}`;
}

/** One after the other, as the service gets them: each a statement and a transaction. */
function bareSave(pool: Pool, open: readonly OpenAssessment[], bytes: number): () => Promise<unknown> {
  const contents = Array.from({ length: 64 }, () => sealedBytes(bytes));
  let next = 0;
  return () => {
    next += 1;
    return pool.query({
      name: `bare-save-${bytes}`,
      text: `insert into bare_drafts as kept (assessment, version, content) values ($1, 1, $2)
        on conflict (assessment) do update set version = kept.version + 1, content = excluded.content`,
      values: [open[(next * 7_919) % open.length]?.assessment, contents[next % contents.length]],
    });
  };
}

/** As every save counts its draft's version up. */
const saved = (pool: Pool, table: string): Promise<number> => numberOf(pool, `select coalesce(sum(version), 0) from ${table}`);
