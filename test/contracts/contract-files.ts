// Where the published contract lies in the repository, and its text: the same bytes for the same contract.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { eventCatalogue, eventHeaders } from '@rung/contracts';
import { allSchemas, asyncApiOf, jsonSchemaOf, keyOf, type EventSchema, type JsonSchema, type Release, type SampleRecord } from '@rung/contracts/schemas';

import { repositoryRoot } from '../repository-root.js';

export const currentFolder = join(repositoryRoot, 'libs/contracts/current');
const releasedFolder = join(repositoryRoot, 'libs/contracts/released');

const headersFile = 'event-headers.schema.json';
const fileOf = (schema: Omit<EventSchema, 'schema'>, kind: 'schema' | 'samples'): string => `${schema.topic}/${keyOf(schema)}.${kind}.json`;
const textOf = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;
const readJson = (...path: readonly string[]): unknown => JSON.parse(readFileSync(join(...path), 'utf8'));

/** Of the software. */
export const version = (readJson(repositoryRoot, 'package.json') as { version: string }).version;

export const releaseFolder = (name: string): string => join(releasedFolder, name);

/** The oldest first; those of the same version stay as they are for ever. */
export function releases(): readonly Release[] {
  const names = existsSync(releasedFolder) ? readdirSync(releasedFolder) : [];
  return names.sort((a, b) => a.localeCompare(b, 'en', { numeric: true })).map((name) => readPublished(releaseFolder(name), name));
}

/** What a folder of `released/`, or `current/`, says. */
export function readPublished(folder: string, name: string): Release {
  const files = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap(({ name: topic }) => readdirSync(join(folder, topic)).sort().map((file) => ({ topic, file })));
  const schemas = files.flatMap(({ topic, file }): EventSchema[] => {
    const [, type, number] = /^(\w+)\.v(\d+)\.schema\.json$/.exec(file) ?? [];
    return type === undefined ? [] : [{ topic, type, version: Number(number), schema: readJson(folder, topic, file) as JsonSchema }];
  });
  const samples = files
    .filter(({ file }) => file.endsWith('.samples.json'))
    .flatMap(({ topic, file }) => readJson(folder, topic, file) as SampleRecord[]);
  return { name, schemas, headers: readJson(folder, headersFile) as JsonSchema, samples };
}

/** What follows from the source and the samples: file name below `current/` → text. */
export function generatedFiles(samples: readonly SampleRecord[], releases: readonly Release[]): ReadonlyMap<string, string> {
  const schemas = allSchemas(eventCatalogue, releases.flatMap((release) => release.schemas));
  return new Map([
    ...schemas.map((schema) => [fileOf(schema, 'schema'), textOf(schema.schema)] as const),
    [headersFile, textOf(jsonSchemaOf(eventHeaders))],
    ['asyncapi.json', textOf(asyncApiOf({ contents: eventCatalogue, schemas, samples, version }))],
  ]);
}

/** The samples of each event and version: file name below `current/` → text. */
export function sampleFiles(samples: readonly SampleRecord[]): ReadonlyMap<string, string> {
  const files = new Map<string, SampleRecord[]>();
  for (const sample of samples) {
    const { ce_type: type = '', ce_schemaversion: number = '' } = sample.headers;
    const file = fileOf({ topic: sample.topic, type, version: Number(number) }, 'samples');
    files.set(file, [...(files.get(file) ?? []), sample]);
  }
  return new Map([...files].map(([file, found]) => [file, textOf(found)]));
}
