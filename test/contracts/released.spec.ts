import { describe, expect, it } from '@jest/globals';
import { eventCatalogue, eventHeaders } from '@rung/contracts';
import { brokenPromises, jsonSchemaOf, keyOf, skippedVersions } from '@rung/contracts/schemas';
import { UnknownSchemaVersion } from '@rung/event-sourcing';

import { releases } from './contract-files.js';

const today = { contents: eventCatalogue, headers: jsonSchemaOf(eventHeaders) };
const all = releases();

describe.each(all.map((release) => [release.name, release] as const))('release %s', (_, release) => {
  it('has a schema and samples of each of its events', () => {
    const sampled = new Set(release.samples.map(({ headers }) => `${headers['ce_type']}.v${headers['ce_schemaversion']}`));
    expect([...sampled].sort()).toEqual(release.schemas.map(keyOf).sort());
  });

  it('is still kept: its shapes, and every event that it told', () => {
    expect(brokenPromises(release, today)).toEqual([]);
  });
});

describe('this build', () => {
  it('has at most one version more of each event than the last release', () => {
    const last = all.at(-1);
    expect(last === undefined ? ['There is no release.'] : skippedVersions(last, today)).toEqual([]);
  });

  it.each(eventCatalogue.flatMap(({ catalogue }) => catalogue.types.map((type) => [type.type, type.schemaVersion, catalogue] as const)))(
    'refuses a newer %s than version %i',
    (type, version, catalogue) => {
      expect(() => catalogue.read({ type, schemaVersion: version + 1, data: {} })).toThrow(UnknownSchemaVersion);
    },
  );
});
