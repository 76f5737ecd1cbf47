// Where the published contract lies in the repository, and its text: the same bytes for the same contract.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { eventCatalogue, eventHeaders, topicAcls, type TopicAcl } from '@rung/contracts';
import {
  allSchemas, asyncApiOf, jsonSchemaOf, keyOf, upcastResults, writtenAs,
  type EventSchema, type JsonSchema, type Release, type SampleRecord, type Today, type UpcastResult,
} from '@rung/contracts/schemas';

import { repositoryRoot } from '../repository-root.js';

/** `current/`, `released/` and `released.sha256` lie in it. */
export const contractsFolder = join(repositoryRoot, 'libs/contracts');
export const currentFolder = join(contractsFolder, 'current');

const headersFile = 'event-headers.schema.json';
const asyncApiFile = 'asyncapi.json';
const aclsFile = 'topic-acls.json';
const fileOf = (schema: Omit<EventSchema, 'schema'>, kind: 'schema' | 'samples'): string => `${schema.topic}/${keyOf(schema)}.${kind}.json`;
const resultsFileOf = (result: Omit<UpcastResult, 'id' | 'value'>): string => `${result.topic}/${keyOf(result)}.as-v${result.as}.json`;
const textOf = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;
const readJson = (...path: readonly string[]): unknown => JSON.parse(readFileSync(join(...path), 'utf8'));

/** Of the software. */
export const version = (readJson(repositoryRoot, 'package.json') as { version: string }).version;

/** The oldest first; those of the same version stay as they are for ever. */
export function releases(folder = contractsFolder): readonly Release[] {
  const names = existsSync(join(folder, 'released')) ? readdirSync(join(folder, 'released')) : [];
  return names.sort((a, b) => a.localeCompare(b, 'en', { numeric: true })).map((name) => readPublished(join(folder, 'released', name), name));
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
  const results = files.flatMap(({ topic, file }): UpcastResult[] => {
    const [, type = '', number, as] = /^(\w+)\.v(\d+)\.as-v(\d+)\.json$/.exec(file) ?? [];
    if (as === undefined) return [];
    return (readJson(folder, topic, file) as Pick<UpcastResult, 'id' | 'value'>[]).map((result) => ({ topic, type, version: Number(number), as: Number(as), ...result }));
  });
  const samples = files
    .filter(({ file }) => file.endsWith('.samples.json'))
    .flatMap(({ topic, file }) => readJson(folder, topic, file) as SampleRecord[]);
  return {
    name,
    schemas,
    headers: readJson(folder, headersFile) as JsonSchema,
    samples,
    upcastResults: results,
    asyncApi: readJson(folder, asyncApiFile) as JsonSchema,
    acls: existsSync(join(folder, aclsFile)) ? (readJson(folder, aclsFile) as TopicAcl[]) : undefined,
  };
}

/** What the source says, for releases to be held against. */
export function today(contents = eventCatalogue, headers: JsonSchema = jsonSchemaOf(eventHeaders)): Today {
  const schemas = allSchemas(contents, releases().flatMap((release) => release.schemas));
  return { contents, headers, acls: topicAcls(), asyncApi: asyncApiOf({ contents, schemas, samples: [], version }) };
}

/** What follows from the source, the samples and what was recorded of upcasts: file name below `current/` → text. */
export function generatedFiles({ samples, upcastResults: recorded }: Pick<Release, 'samples' | 'upcastResults'>, released: readonly Release[]): ReadonlyMap<string, string> {
  const schemas = allSchemas(eventCatalogue, released.flatMap((release) => release.schemas));
  return new Map([
    ...schemas.map((schema) => [fileOf(schema, 'schema'), textOf(schema.schema)] as const),
    ...resultFiles(recorded, upcastResults([...released.flatMap((release) => release.samples), ...samples], eventCatalogue)),
    [headersFile, textOf(jsonSchemaOf(eventHeaders))],
    [aclsFile, textOf(topicAcls())],
    [asyncApiFile, textOf(asyncApiOf({ contents: eventCatalogue, schemas, samples, version }))],
  ]);
}

/** A result that was recorded is never written over: a changed upcast shall be seen, not followed. */
function resultFiles(recorded: readonly UpcastResult[], results: readonly UpcastResult[]): ReadonlyMap<string, string> {
  const known = new Map(recorded.map((result) => [`${resultsFileOf(result)} ${result.id}`, result]));
  const files = new Map<string, Pick<UpcastResult, 'id' | 'value'>[]>();
  for (const result of results) {
    const file = resultsFileOf(result);
    const { id, value } = known.get(`${file} ${result.id}`) ?? result;
    files.set(file, [...(files.get(file) ?? []), { id, value }]);
  }
  return new Map([...files].map(([file, found]) => [file, textOf(found)]));
}

/** The samples of each event and version: file name below `current/` → text. */
export function sampleFiles(samples: readonly SampleRecord[]): ReadonlyMap<string, string> {
  const files = new Map<string, SampleRecord[]>();
  for (const sample of samples) {
    const file = fileOf({ topic: sample.topic, ...writtenAs(sample) }, 'samples');
    files.set(file, [...(files.get(file) ?? []), sample]);
  }
  return new Map([...files].map(([file, found]) => [file, textOf(found)]));
}
