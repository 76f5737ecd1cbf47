import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

import { describe, expect, it } from '@jest/globals';
import { topics } from '@rung/contracts';
import type { JsonSchema } from '@rung/contracts/schemas';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';

import { currentFolder, readPublished } from './contract-files.js';
import { asyncApiCheck } from './published-schemas.js';

interface Message {
  readonly headers: JsonSchema;
  readonly payload: JsonSchema;
  readonly examples?: readonly { readonly headers: Readonly<Record<string, string>>; readonly payload: unknown }[];
}
interface Document extends JsonSchema {
  readonly channels: Readonly<Record<string, { readonly address: string; readonly messages: object }>>;
  readonly components: { readonly messages: Readonly<Record<string, Message>> };
}

const document = JSON.parse(readFileSync(join(currentFolder, 'asyncapi.json'), 'utf8')) as Document;

/** The AsyncAPI initiative's own schema of its documents, with the bindings. */
const official = JSON.parse(readFileSync(createRequire(import.meta.url).resolve('@asyncapi/specs/schemas/3.0.0.json'), 'utf8')) as JsonSchema;
// It brings draft-07 along, which the validator then must not know already.
const ajv = new Ajv({ strict: false, meta: false, validateSchema: false });
addFormats.default(ajv);
const isAsyncApi = ajv.compile(official);

/** Everything that `$ref` says anywhere in it. */
function referencesIn(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => (key === '$ref' && typeof inner === 'string' ? [inner] : referencesIn(inner)));
}
const target = (reference: string): unknown =>
  reference.slice(2).split('/').reduce<unknown>((at, key) => (at as Record<string, unknown> | undefined)?.[key], document);

describe('the AsyncAPI document', () => {
  it('is one, by the schema of AsyncAPI 3.0', () => {
    expect(isAsyncApi(document) ? [] : isAsyncApi.errors).toEqual([]);
  });

  it('would be refused with a channel that has no form, or a binding that Kafka has not', () => {
    expect(isAsyncApi({ ...document, channels: { matrix: { address: 1 } } })).toBe(false);
    expect(isAsyncApi({ ...document, channels: { matrix: { bindings: { kafka: { partitions: 'many' } } } } })).toBe(false);
  });

  it('has no reference that leads nowhere', () => {
    const references = referencesIn(document);
    expect(references.length).toBeGreaterThan(50);
    expect(references.filter((reference) => target(reference) === undefined)).toEqual([]);
  });

  it('is enough to tell what each sample is, and refuses another key or source', () => {
    const { samples } = readPublished(currentFolder, 'current');
    const check = asyncApiCheck(document);
    expect(samples.flatMap(check)).toEqual([]);
    for (const sample of samples) {
      expect(check({ ...sample, key: sample.headers['ce_id'] ?? '' })).toContainEqual(expect.stringContaining('bindings/kafka/key must match pattern'));
      expect(check({ ...sample, headers: { ...sample.headers, ce_source: '/rung/elsewhere' } })).toContainEqual(expect.stringContaining('no message has the headers'));
    }
  });

  it('has every topic', () => {
    expect(Object.values(document.channels).map(({ address }) => address)).toEqual(Object.values(topics));
  });

  it('shows a voiding of an epoch that a log may have: like that of the samples, and raised', () => {
    const epochOf = ({ headers }: { readonly headers: Readonly<Record<string, string>> }) => /^(\d{19}):(\d+):(\d+)$/.exec(headers['ce_epoch'] ?? '');
    for (const sample of readPublished(currentFolder, 'current').samples) expect(epochOf(sample)).not.toBeNull();
    const voidings = Object.entries(document.components.messages).filter(([name]) => name.endsWith('-voiding'));
    expect(voidings).toHaveLength(2);
    for (const [, { examples = [] }] of voidings) expect(examples.map((example) => Number(epochOf(example)?.[3]) > 0)).toEqual([true]);
  });

  const valid = new Ajv({ strict: false, allErrors: true }).addSchema(document, 'document');
  addFormats.default(valid);
  it.each(Object.entries(document.components.messages))('has an example of %s, which it describes', (name, { examples = [] }) => {
    const place = `document#/components/messages/${name}`;
    const isWrong = (part: 'headers' | 'payload', value: unknown) => (valid.validate(`${place}/${part}`, value) ? [] : valid.errors);
    expect(examples).toHaveLength(1);
    for (const { headers, payload } of examples) {
      expect([isWrong('headers', headers), isWrong('payload', payload)]).toEqual([[], []]);
      expect(isWrong('headers', { ...headers, ce_type: 'Nonesuch' })).not.toEqual([]);
      expect(isWrong('payload', {})).not.toEqual([]);
    }
  });
});
