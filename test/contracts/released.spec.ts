import { describe, expect, it } from '@jest/globals';
import { eventCatalogue } from '@rung/contracts';
import { alteringSchemas, brokenPromises, keyOf, skippedVersions, writtenAs } from '@rung/contracts/schemas';
import { UnknownSchemaVersion } from '@rung/event-sourcing';

import { contractsFolder, releases, today } from './contract-files.js';
import { brokenSeals } from './release-seals.js';

const build = today();
const all = releases();

describe.each(all.map((release, index) => [release.name, release, all.slice(0, index)] as const))('release %s', (_, release, before) => {
  it('has a schema and samples of each of its events', () => {
    const sampled = new Set(release.samples.map((sample) => keyOf(writtenAs(sample))));
    expect([...sampled].sort()).toEqual(release.schemas.map(keyOf).sort());
  });

  it('is still kept: its topics, its shapes, every event that it told, and what each is read as', () => {
    expect(brokenPromises(release, build, before.flatMap(({ samples }) => samples))).toEqual([]);
  });
});

describe('what was released', () => {
  it('lies there as it was, file by file', () => expect(brokenSeals(contractsFolder)).toEqual([]));
});

describe('this build', () => {
  it('changes nothing of what it reads', () => expect(alteringSchemas(eventCatalogue)).toEqual([]));

  it('has at most one version more of each event than the last release', () => {
    const last = all.at(-1);
    expect(last === undefined ? ['There is no release.'] : skippedVersions(last, build)).toEqual([]);
  });

  it.each(eventCatalogue.flatMap(({ catalogue }) => catalogue.types.map((type) => [type.type, type.schemaVersion, catalogue] as const)))(
    'refuses a newer %s than version %i',
    (type, version, catalogue) => {
      expect(() => catalogue.read({ type, schemaVersion: version + 1, data: {} })).toThrow(UnknownSchemaVersion);
    },
  );
});
