// The company's own text becomes a published matrix.
import { readFile } from 'node:fs/promises';

import { z } from 'zod';

import { Refused } from '../client/client.js';
import { editor, matrixId, matrixName, type Demo } from '../demo.js';
import { stepKey } from '../client/step-key.js';

const seedText = new URL('../../../../../docs/examples/python-developer-matrix.ru.txt', import.meta.url);

const preview = z.object({ id: z.uuid(), levels: z.array(z.unknown()), competencies: z.array(z.unknown()) });
const accepted = z.object({ matrix: z.string(), draft: z.int() });
const published = z.object({ version: z.int() });
const grid = z.object({ status: z.enum(['draft', 'published']), levels: z.array(z.object({ code: z.string(), names: z.array(z.string()) })) });

export interface PublishedMatrix {
  readonly id: string;
  readonly version: number;
  /** From the lowest to the highest. */
  readonly levels: readonly { readonly code: string; readonly name: string }[];
}

/** Imports, accepts and publishes the text, unless that was done. */
export async function publishMatrix(demo: Demo): Promise<PublishedMatrix> {
  const { client, services, progress } = demo;
  const version = `${services.matrixUrl}/matrices/${matrixId}/versions/1`;
  const known = await client.get(editor, version, grid).catch(unlessMissing);
  if (known?.status === 'published') return matrixOf(known);
  progress("Importing the company's own matrix text …");
  const body = await readFile(seedText, 'utf8');
  const read = await client.post(editor, `${services.matrixUrl}/matrices/imports`, { key: stepKey('import'), body, type: 'text/plain' }, preview);
  progress(`  understood ${read.levels.length} levels and ${read.competencies.length} competencies`);
  const accept = { key: stepKey('accept'), body: { name: matrixName, matrix: matrixId } };
  const { draft } = await client.post(editor, `${services.matrixUrl}/matrices/imports/${read.id}/accept`, accept, accepted);
  const publication = `${services.matrixUrl}/matrices/${matrixId}/versions/${draft}/publication`;
  const { version: streamVersion } = await client.post(editor, publication, { key: stepKey('publish') }, published);
  progress(`  published as version ${draft} of "${matrixId}"`);
  return matrixOf(await client.get(editor, `${version}?atLeast=${streamVersion}`, grid));
}

function matrixOf({ levels }: z.output<typeof grid>): PublishedMatrix {
  return { id: matrixId, version: 1, levels: levels.map(({ code, names }) => ({ code, name: names[0] ?? code })) };
}

function unlessMissing(error: unknown): undefined {
  if (error instanceof Refused && error.status === 404) return undefined;
  throw error;
}
