import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from '@jest/globals';
import { eventCatalogue } from '@rung/contracts';
import { changedResults, keyOf, writtenAs, type SampleRecord } from '@rung/contracts/schemas';

import { filesBelow } from '../tooling/workspaces.js';
import { currentFolder, generatedFiles, readPublished, releases, sampleFiles } from './contract-files.js';
import { checkOf, recordCheck } from './published-schemas.js';

const current = readPublished(currentFolder, 'current');
const released = releases();
const generated = new Map([...generatedFiles(current, released), ...sampleFiles(current.samples)]);
const below = 'libs/contracts/current/';
const wayOut = 'differs from the source. Where `released` has no objection: run `npm run contracts -- write`, commit what it writes, and have the diff reviewed, since it is what others are told';

describe('what is published', () => {
  it('is what the source says, byte for byte', () => {
    const textOf = (file: string): string | undefined => {
      try {
        return readFileSync(join(currentFolder, file), 'utf8');
      } catch {
        return undefined;
      }
    };
    const differing = [...generated].filter(([file, text]) => textOf(file) !== text).map(([file]) => `${below}${file} ${wayOut}`);
    expect(differing).toEqual([]);
  });

  it('has no file that the source does not have', () => {
    const stale = filesBelow('libs/contracts/current').filter((path) => !generated.has(path.slice(below.length)));
    expect(stale.map((path) => `${path} ${wayOut}`)).toEqual([]);
  });
});

describe('the samples', () => {
  const check = recordCheck(current.schemas, current.headers);
  const nameOf = ({ topic, headers, partition }: SampleRecord) => `${headers['ce_type']} of ${topic}/${partition}, position ${headers['ce_position']}`;
  const named = current.samples.map((sample) => [nameOf(sample), sample] as const);

  it('are there for every event and version', () => {
    const sampled = new Set(current.samples.map((sample) => keyOf(writtenAs(sample))));
    const missing = current.schemas.map(keyOf).filter((key) => !sampled.has(key));
    expect(missing.map((key) => `${key} has no sample: run \`npm run contracts -- record\`; what the demo never tells is told in test/contracts/second-cycle.ts`)).toEqual([]);
    expect([...sampled].sort()).toEqual(current.schemas.map(keyOf).sort());
  });

  it.each(named)('hold to the schemas: %s', (_, sample) => expect(check(sample)).toEqual([]));

  it.each(named)('tell nothing that this build does not know: %s', (_, sample) => {
    const { type, version } = writtenAs(sample);
    const catalogue = eventCatalogue.find(({ topic }) => topic === sample.topic)?.catalogue;
    const isNewest = catalogue?.types.some((newest) => newest.type === type && newest.schemaVersion === version);
    const read = catalogue?.read({ type, schemaVersion: version, data: sample.value });
    expect(isNewest === true ? read?.data : sample.value).toEqual(sample.value);
  });

  it.each(named)('are refused without any of their required fields, and with another kind of value: %s', (_, sample) => {
    const value = sample.value as Record<string, unknown>;
    const schema = current.schemas.find((one) => keyOf(one) === keyOf(writtenAs(sample)));
    for (const field of (schema?.schema['required'] ?? []) as string[]) {
      const { [field]: _left, ...rest } = value;
      expect(check({ ...sample, value: rest })).toContainEqual(expect.stringContaining(`required property '${field}'`));
      expect(check({ ...sample, value: { ...value, [field]: { nothing: ['like', 'it'] } } })).not.toEqual([]);
    }
  });

  it('are refused without a header, and with one that is not known', () => {
    const [sample] = current.samples;
    const { ce_position: _left, ...fewer } = sample?.headers ?? {};
    expect(check({ ...sample, headers: fewer } as SampleRecord)).toContainEqual(expect.stringContaining("required property 'ce_position'"));
    expect(check({ ...sample, headers: { ...sample?.headers, ce_author: 'x' } } as SampleRecord)).toContainEqual(expect.stringContaining('additional properties'));
  });
});

describe('older events', () => {
  it('are read as what was recorded', () => {
    const samples = [...released.flatMap((release) => release.samples), ...current.samples];
    expect(changedResults(current.upcastResults, undefined, samples, eventCatalogue)).toEqual([]);
  });
});

describe('a schema', () => {
  it.each(current.schemas.map((published) => [keyOf(published), published] as const))('takes a field that is added later: %s', (key, { schema }) => {
    const sample = current.samples.find((one) => keyOf(writtenAs(one)) === key);
    expect(checkOf(schema)({ ...(sample?.value as object), addedLater: true })).toEqual([]);
  });
});
