// What the page's client is made from: the OpenAPI document of all services, and its types.
import { join } from 'node:path';

import openapiTS, { astToString, COMMENT_HEADER, type OpenAPI3 } from 'openapi-typescript';

import { repositoryRoot } from '../repository-root.js';
import { startWholeRung } from '../whole/whole-rung.js';
import { version } from './contract-files.js';

export const apiFolder = join(repositoryRoot, 'services/console/web/src/api');

/** File name below `apiFolder` → text; the same bytes for the same routes. Starts all services on databases of its own, and stops them. */
export async function apiClientFiles(): Promise<ReadonlyMap<string, string>> {
  const document = await apiDocument();
  const types = await openapiTS(document);
  return new Map([
    ['openapi.json', `${JSON.stringify(document, null, 2)}\n`],
    ['schema.d.ts', `${COMMENT_HEADER}${astToString(types)}`],
  ]);
}

async function apiDocument(): Promise<OpenAPI3> {
  const rung = await startWholeRung(['api']);
  try {
    const response = await fetch(`${rung.service.url}/docs-json`);
    if (!response.ok) throw new Error(`The services gave no document: ${response.status} ${await response.text()}`);
    const document = (await response.json()) as OpenAPI3;
    return { ...document, info: { title: 'Rung', description: 'Matrices, review cycles, grades: all services', version } };
  } finally {
    await rung.close();
  }
}
