// The company's own text, and its translation, become a published matrix.
import { readFile } from 'node:fs/promises';

import { zipSync } from 'fflate';
import { z } from 'zod';

import { Refused } from '../client/client.js';
import { until } from '../client/patience.js';
import { stepKey } from '../client/step-key.js';
import { editor, matrixId, matrixName, patienceMs, type Demo } from '../demo.js';

const examples = new URL('../../../../../docs/examples/', import.meta.url);
const texts = ['python-developer-matrix.en.txt', 'python-developer-matrix.ru.txt'];

const preview = z.object({ id: z.uuid(), levels: z.array(z.unknown()), competencies: z.array(z.unknown()) });
const accepted = z.object({ draft: z.literal(1) });
const published = z.object({ version: z.int() });
const grid = z.object({ status: z.string(), levels: z.array(z.object({ code: z.string(), names: z.array(z.string()) })) });

export interface PublishedMatrix {
  readonly id: string;
  readonly version: number;
  /** From the lowest to the highest. */
  readonly levels: readonly { readonly code: string; readonly name: string }[];
}

/** Imports, accepts and publishes the text, as far as that was not done. */
export async function publishMatrix(demo: Demo): Promise<PublishedMatrix> {
  const { client, services, progress } = demo;
  const known = await readGrid(demo);
  if (known?.status === 'published') return matrixOf(known);
  if (known === undefined) await draftMatrix(demo);
  const publication = `${services.matrixUrl}/matrices/${matrixId}/versions/1/publication`;
  const { version } = await client.post(editor, publication, { key: stepKey('publish') }, published);
  progress(`  published as version 1 of "${matrixId}"`);
  const read = async (): Promise<z.output<typeof grid> | undefined> => readGrid(demo, version);
  return matrixOf(await until('The grid of the matrix', read, { timeoutMs: patienceMs, signal: demo.signal }));
}

async function draftMatrix(demo: Demo): Promise<void> {
  const { client, services, progress, signal } = demo;
  progress("Importing the company's own matrix text, in Russian and English …");
  const body = await packed();
  const imports = `${services.matrixUrl}/matrices/imports`;
  const read = await client.post(editor, imports, { key: stepKey('import'), body, type: 'application/octet-stream' }, preview);
  progress(`  understood ${read.levels.length} levels and ${read.competencies.length} competencies`);
  // an interrupted demo may have come further than its views show yet: then this must not begin a second version
  const accept = { key: stepKey('accept', read.id), body: { name: matrixName, matrix: matrixId }, expectedVersion: 0 };
  await client.post(editor, `${imports}/${read.id}/accept`, accept, accepted).catch(async (error: unknown) => {
    if (!(error instanceof Refused) || error.code !== 'version-conflict') throw error;
    await until('The grid of the matrix', () => readGrid(demo), { timeoutMs: patienceMs, signal });
  });
}

/** The same bytes each time: a command that is asked again under its key is the same command. */
async function packed(): Promise<Uint8Array> {
  const files = await Promise.all(texts.map(async (name) => [name, await readFile(new URL(name, examples))] as const));
  return zipSync(Object.fromEntries(files), { mtime: new Date(2026, 0, 1) });
}

async function readGrid({ client, services }: Demo, atLeast = 0): Promise<z.output<typeof grid> | undefined> {
  const url = `${services.matrixUrl}/matrices/${matrixId}/versions/1?atLeast=${atLeast}`;
  return client.get(editor, url, grid).catch(unlessMissing);
}

function matrixOf({ levels }: z.output<typeof grid>): PublishedMatrix {
  return { id: matrixId, version: 1, levels: levels.map(({ code, names }) => ({ code, name: names[0] ?? code })) };
}

function unlessMissing(error: unknown): undefined {
  if (error instanceof Refused && error.status === 404) return undefined;
  throw error;
}
