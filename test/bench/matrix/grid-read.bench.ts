// Reads of a published grid per second, over HTTP: the service beside a bare Fastify that selects the same JSON by its primary key.
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type pg from 'pg';

import { compare, type BenchOptions, type BenchResult } from '../bench-result.js';
import { mustBe } from '../log/counted.js';
import { load, requestOf } from '../read/load.js';
import { startServer } from '../read/server-process.js';
import { largeMatrix, mustBeWhole } from './large-matrix.js';
import { startMatrixService, type MatrixService } from './matrix-service.js';

export const name = 'grid-read';

const connections = 8;
const [shortRunMs, longRunMs] = [3_000, 10_000];
const large = { name: 'large', status: 'published', content: largeMatrix(400) };
const small = { name: 'small', status: 'published', content: largeMatrix(40) };
const draft = { name: 'draft', status: 'draft', content: large.content };
type Which = 'large' | 'small' | 'draft';

/**
 * Eight connections ask for one version of 400 competencies, again and again; nobody has it already, and nobody takes it compressed. The
 * service keeps the JSON of what is published in memory; a draft it reads and resolves each time.
 */
export async function results({ isLong, progress }: BenchOptions): Promise<readonly BenchResult[]> {
  const durationMs = isLong ? longRunMs : shortRunMs;
  const stops: (() => Promise<unknown>)[] = [];
  try {
    const matrices = await startMatrixService(progress, stops, (_url, pool) => keep(pool));
    const bareScript = fileURLToPath(new URL('./bare-json.js', import.meta.url));
    const bytes = await copyAnswers(matrices);
    const bare = await startServer(bareScript, { DATABASE_URL: matrices.url }, join(matrices.dir, 'bare.log'), '/');
    stops.push(() => bare.stop());
    progress(`grid read: ${bytes.large} bytes, and ${bytes.small}`);
    const rate = async (which: Which, port: number, request: string) => {
      const { requestsPerSecond, bytesEach } = await load({ port, requests: [request], connections, durationMs });
      mustBe(bytes[which], bytesEach, 'bytes were to be answered');
      return requestsPerSecond;
    };
    const ours = async (which: Which) => rate(which, matrices.service.port, requestOf(pathOf(which), await editorOf(matrices)));
    return [
      await compare({
        name: 'grid of 400 competencies read, against the same JSON by primary key',
        unit: 'requests/s',
        aim: '>= 0.5',
        ours: () => ours('large'),
        theirs: () => rate('large', bare.port, requestOf('/documents/large')),
      }),
      await compare({
        name: 'the same of a draft',
        unit: 'requests/s',
        aim: '>= 0.5',
        ours: () => ours('draft'),
        theirs: () => rate('draft', bare.port, requestOf('/documents/draft')),
      }),
      await compare({
        name: 'grid of 400 competencies read, against 40',
        unit: 'µs/competency',
        aim: '<= 1.1',
        ours: async () => 1_000_000 / (await ours('large')) / 400,
        theirs: async () => 1_000_000 / (await ours('small')) / 40,
      }),
    ];
  } finally {
    for (const stop of stops.reverse()) await stop();
  }
}

/** As the projection keeps versions. */
async function keep(pool: pg.Pool): Promise<void> {
  for (const { name: matrix, status, content: { competencies, ...frame } } of [large, small, draft]) {
    await pool.query(
      `insert into matrix_versions (matrix_id, version, status, hash, frame, competencies, stream_version) values ($1, 1, $2, $3, $4, $5, $6)`,
      [matrix, status, status === 'draft' ? null : 'f'.repeat(64), JSON.stringify(frame), JSON.stringify(competencies), competencies.length * 2 + 2],
    );
  }
}

/** Puts the bytes that the service answers where the bare server reads. @returns how many each are. */
async function copyAnswers(matrices: MatrixService) {
  await matrices.pool.query('create table documents (name text primary key, json text not null)');
  const copy = async ({ name: which, content }: typeof large) => {
    const response = await fetch(`http://127.0.0.1:${matrices.service.port}${pathOf(which)}`, { headers: { authorization: `Bearer ${await editorOf(matrices)}` } });
    const json = await response.text();
    mustBeWhole(content, (JSON.parse(json) as typeof content).competencies, 'read');
    await matrices.pool.query('insert into documents values ($1, $2)', [which, json]);
    return Buffer.byteLength(json);
  };
  return { large: await copy(large), small: await copy(small), draft: await copy(draft) };
}

/** A token, a fresh one each time, as they live for ten minutes. */
async function editorOf({ issuer }: MatrixService): Promise<string> {
  return (await issuer.issue('editor', ['matrix-editor'])).token;
}

function pathOf(which: string): string {
  return `/matrices/${which}/versions/1`;
}
