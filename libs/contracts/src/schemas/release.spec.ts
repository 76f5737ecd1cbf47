import { describe, expect, it } from '@jest/globals';
import { catalogueOf, defineEvent } from '@rung/event-sourcing';
import { z } from 'zod';

import type { TopicContent } from '../event-catalogue.js';
import { eventHeaders } from '../event-headers.js';
import { asyncApiOf } from './async-api.js';
import { allSchemas, jsonSchemaOf, newestSchemas } from './event-schema.js';
import { brokenPromises, skippedVersions, type Release } from './release.js';
import type { SampleRecord } from './sample-record.js';

// A catalogue of its own that grew a second version.
const first = defineEvent('GoalSet', z.object({ goal: z.string() }));
const second = defineEvent('GoalSet', z.object({ goal: z.string(), until: z.iso.date().nullable() }), [(v1) => ({ ...v1, until: null })]);

const planWith = (catalogue: TopicContent['catalogue']): TopicContent => ({
  topic: 'rung.plan.events',
  definedIn: 'libs/contracts/src/events/plan.ts',
  catalogue,
  notes: { GoalSet: { stream: 'plan', tells: 'A goal was set.' } },
});
const sample = (schemaVersion: number, value: unknown): SampleRecord => ({
  topic: 'rung.plan.events',
  partition: 0,
  key: 'plan/1',
  headers: { ce_id: 'b6f7', ce_type: 'GoalSet', ce_schemaversion: String(schemaVersion) },
  value,
});
const headers = jsonSchemaOf(eventHeaders);
const topicsOf = (content: TopicContent) => ({ asyncApi: asyncApiOf({ contents: [content], schemas: newestSchemas(content), samples: [], version: '1' }), acls: [] });
const releaseOf = (name: string, content: TopicContent, ...samples: readonly SampleRecord[]): Release => ({
  name, schemas: newestSchemas(content), headers, samples, upcastResults: [], ...topicsOf(content),
});

const release1 = releaseOf('1.0.0', planWith(catalogueOf(first)), sample(1, { goal: 'learn Go' }));
const today = (content: TopicContent) => ({ contents: [content], headers, ...topicsOf(content) });

describe('a release of a first version', () => {
  it('is kept by a build that knows no other', () => expect(brokenPromises(release1, today(planWith(catalogueOf(first))))).toEqual([]));
  it('is kept by a build with a second version, which reads the first through its upcast', () => {
    expect(brokenPromises(release1, today(planWith(catalogueOf(second))))).toEqual([]);
  });

  it('is kept when an event is added', () => {
    expect(brokenPromises(release1, today(planWith(catalogueOf(first, defineEvent('GoalReached', z.object({}))))))).toEqual([]);
  });

  it('is broken by another shape of the same version, with words that say what to do', () => {
    const [broken, ...more] = brokenPromises(release1, today(planWith(catalogueOf(defineEvent('GoalSet', second.schema)))));
    expect(broken).toBe(
      'GoalSet version 1 of release 1.0.0: /until is new and required; older events lack it. A released version keeps its shape, but for optional fields that are added. ' +
        'Take the change back, or make it version 2: add an upcast from version 1 to GoalSet in libs/contracts/src/events/plan.ts, a line under "Event schemas" in CHANGELOG.md, and run `npm run contracts -- record`.',
    );
    expect(more).toEqual([]);
  });

  it('is broken by an upcast that does not lead to the newest shape', () => {
    const forgetful = defineEvent('GoalSet', second.schema, [(v1) => v1]);
    expect(brokenPromises(release1, today(planWith(catalogueOf(forgetful))))).toEqual([expect.stringMatching(/b6f7.*until.*upcasts and rules in libs\/contracts\/src\/events\/plan\.ts/s)]);
  });

  it('is broken when the event goes, or goes out elsewhere', () => {
    expect(brokenPromises(release1, today(planWith(catalogueOf())))).toEqual([expect.stringContaining('Put the event type back')]);
    expect(brokenPromises(release1, today({ ...planWith(catalogueOf(first)), topic: 'rung.goals.events' }))).toEqual([expect.stringContaining('Topic rung.plan.events of release 1.0.0 is gone')]);
  });

  it('is broken when a header goes', () => {
    const fewer = jsonSchemaOf(eventHeaders.omit({ ce_lane: true }));
    expect(brokenPromises(release1, { ...today(planWith(catalogueOf(first))), headers: fewer })).toEqual([expect.stringContaining('Header ce_lane, as release 1.0.0 has it: was removed')]);
  });
});

describe('a release of a second version', () => {
  const release2 = releaseOf('2.0.0', planWith(catalogueOf(second)), sample(2, { goal: 'learn Go', until: null }));

  it('is broken when its upcast goes', () => {
    expect(brokenPromises(release2, today(planWith(catalogueOf(first))))).toEqual([
      expect.stringContaining('an upcast was taken away'),
    ]);
  });

  it('publishes the first version as it was released, beside the second', () => {
    const schemas = allSchemas([planWith(catalogueOf(second))], [...release1.schemas, ...release2.schemas]);
    expect(schemas.map(({ version, schema }) => [version, schema.required])).toEqual([
      [1, ['goal']],
      [2, ['goal', 'until']],
    ]);
  });

  it('is one more than the last: what was never released needs no upcast', () => {
    expect(skippedVersions(release1, today(planWith(catalogueOf(second))))).toEqual([]);
    const third = defineEvent('GoalSet', second.schema, [(v1) => ({ ...v1, until: null }), (v2) => v2]);
    expect(skippedVersions(release1, today(planWith(catalogueOf(third))))).toEqual([expect.stringContaining('leave one new upcast at most in libs/contracts/src/events/plan.ts')]);
  });
});
