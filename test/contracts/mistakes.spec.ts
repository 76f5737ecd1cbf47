// What engineers do to the catalogue by mistake, done to the real one: each is refused with words that name the place and the way out.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from '@jest/globals';
import { eventCatalogue, eventHeaders, GradeProposed, topicAcls, type TopicContent } from '@rung/contracts';
import { alteringSchemas, brokenPromises, changedResults, jsonSchemaOf, skippedVersions, type Today } from '@rung/contracts/schemas';
import { catalogueOf, defineEvent, type Upcast } from '@rung/event-sourcing';
import { z } from 'zod';

import { currentFolder, generatedFiles, readPublished, releases, today } from './contract-files.js';

const [release] = releases();
if (release === undefined) throw new Error('There is no release.');
const current = readPublished(currentFolder, 'current');

type Fields = Record<string, z.ZodType>;

/** The real catalogue with one event defined otherwise; undefined takes it out. */
function catalogueWith(type: string, redefined: ((fields: Fields) => z.ZodType) | undefined, upcasts: readonly Upcast[] = []): readonly TopicContent[] {
  return eventCatalogue.map((content) => ({
    ...content,
    catalogue: catalogueOf(
      ...content.catalogue.types.flatMap((each) => {
        if (each.type !== type) return [each];
        return redefined === undefined ? [] : [defineEvent(type, redefined((each.schema as z.ZodObject<Fields>).shape), upcasts)];
      }),
    ),
  }));
}
const without = (fields: Fields, field: string): Fields => Object.fromEntries(Object.entries(fields).filter(([name]) => name !== field));
/** What the build breaks as it is, `released.spec` says; here it would only be said again. */
const own = new Set(brokenPromises(release, today()));
const faultsIn = (build: Today, promised = release): readonly string[] => brokenPromises(promised, build).filter((fault) => !own.has(fault));
const faultsOf = (contents: readonly TopicContent[]): readonly string[] => faultsIn(today(contents));

describe('a change of a shape', () => {
  it.each<[string, string, (fields: Fields) => Fields, RegExp]>([
    ['takes a field away', 'GradeReleased', (fields) => without(fields, 'cycle'), /GradeReleased version 1 .*: \/cycle was removed or renamed/],
    ['renames a field', 'CycleReleased', ({ by, ...fields }) => ({ ...fields, releasedBy: by as z.ZodType }), /CycleReleased version 1 .*: \/by was removed or renamed/],
    ['asks for what was optional', 'CycleCreated', (fields) => ({ ...fields, policy: (fields['policy'] as z.ZodObject).extend({ deadlines: z.object({ self: z.iso.datetime(), peer: z.iso.datetime(), manager: z.iso.datetime() }) }) }), /CycleCreated .*: \/policy\/deadlines\/self was optional and is required/],
    ['lets be missing what was always there', 'PersonPlaced', (fields) => ({ ...fields, unit: (fields['unit'] as z.ZodString).optional() }), /PersonPlaced .*: \/unit was always there and is optional/],
    ['adds a required field', 'CycleOpened', (fields) => ({ ...fields, reason: z.string() }), /CycleOpened .*: \/reason is new and required/],
    ['narrows an enum', 'PhaseEnded', (fields) => ({ ...fields, phase: z.enum(['self', 'peer', 'manager']) }), /PhaseEnded .*: \/phase enum was .*"calibration".* and is/],
    ['widens an enum', 'AssessmentOpened', (fields) => ({ ...fields, role: z.enum(['self', 'peer', 'manager', 'upward', 'client']) }), /AssessmentOpened .*: \/role enum was .* and is .*"client"/],
    ['changes a type', 'VersionDrafted', (fields) => ({ ...fields, competencies: z.string() }), /VersionDrafted .*: \/competencies type was "integer" and is "string"/],
    ['changes a format', 'EvidenceRecorded', (fields) => ({ ...fields, on: z.iso.datetime() }), /EvidenceRecorded .*: \/on format was "date" and is "date-time"/],
    ['changes a bound', 'CycleCreated', (fields) => ({ ...fields, name: z.string().min(1).max(100) }), /CycleCreated .*: \/name maxLength was 200 and is 100/],
    ['lets null in', 'ReviewLaunched', (fields) => ({ ...fields, targetLevel: (fields['targetLevel'] as z.ZodType).nullable() }), /ReviewLaunched .*: \/targetLevel anyOf was not there/],
  ])('that %s is refused', (_, type, redefined, words) => {
    const found = faultsOf(catalogueWith(type, (fields) => z.object(redefined(fields))));
    expect(found).toContainEqual(expect.stringMatching(words));
    for (const fault of found) expect(fault).toMatch(/make it version 2: add an upcast from version 1 to \w+ in libs\/contracts\/src\/events\/\w+\.ts/);
  });

  it('that no schema can show, as a text that is trimmed when it is read, is refused where a sample shows it', () => {
    const lowered = catalogueWith('CycleCreated', (fields) => z.object({ ...fields, name: z.string().min(1).max(200).toLowerCase() }));
    expect(faultsOf(lowered)).toContainEqual(expect.stringMatching(/CycleCreated version 1 .* as something else than was told: \/name was "[^"]*" and is "[^"]*"\. A schema must not change what it reads/));
  });

  it.each<[string, (by: z.ZodType) => z.ZodType, string]>([
    ['trims a text', () => z.string().trim(), 'trim, case or another overwrite'],
    ['takes another type for it', () => z.coerce.string(), 'coercion'],
    ['transforms', (by) => by.transform(String), 'pipe'],
    ['puts something in the place of what is wrong', () => z.string().catch('nobody'), 'catch'],
  ])('that %s is refused, whatever the samples have', (_, altered, by) => {
    const altering = catalogueWith('PhaseEnded', ({ by: person = z.never(), ...fields }) => z.object({ ...fields, by: altered(person) }));
    expect(alteringSchemas(altering)).toContainEqual(expect.stringMatching(new RegExp(`PhaseEnded: /by is changed when it is read \\(${by}\\).*libs/contracts/src/events/assessment\\.ts`)));
  });

  it('that adds a rule which what was told does not keep is refused', () => {
    const ruled = catalogueWith('PersonPlaced', (fields) => z.object(fields).refine(({ position }) => position === 'director', 'only directors are placed'));
    expect(faultsOf(ruled)).toContainEqual(expect.stringMatching(/does not read the event .*PersonPlaced.*only directors are placed.*libs\/contracts\/src\/events\/assessment\.ts/s));
  });
});

describe('an event', () => {
  it('that is removed is refused', () => {
    expect(faultsOf(catalogueWith('CycleClosed', undefined))).toEqual([expect.stringMatching(/CycleClosed version 1 of release 0\.1\.0 is gone.*Put the event type back/)]);
  });

  it('that takes a second version gets it, once its upcast leads there', () => {
    const renamed = catalogueWith('CycleReleased', (fields) => z.object({ ...without(fields, 'by'), releasedBy: z.uuid() }), [({ by, ...v1 }: Fields) => ({ ...v1, releasedBy: by })]);
    expect(faultsOf(renamed)).toEqual([]);
    const forgetful = catalogueWith('CycleReleased', (fields) => z.object({ ...without(fields, 'by'), releasedBy: z.uuid() }), [(v1: unknown) => v1]);
    expect(faultsOf(forgetful)).toContainEqual(expect.stringMatching(/does not read the event .*CycleReleased version 1.*releasedBy/s));
  });

  it('that skips a version is refused', () => {
    const same = (older: unknown) => older;
    expect(skippedVersions(release, today(catalogueWith('CycleClosed', (fields) => z.object(fields), [same, same])))).toEqual([expect.stringMatching(/CycleClosed is at version 3, and release 0\.1\.0 had 1.*leave one new upcast/)]);
  });
});

describe('an upcast', () => {
  const upcastTo = (change: (data: Record<string, unknown>) => unknown) =>
    catalogueWith('GradeProposed', (fields) => z.object(fields), [(v1: unknown) => change(JSON.parse(JSON.stringify(GradeProposed.read(1, v1).data)) as Record<string, unknown>)]);
  const changed = (contents: readonly TopicContent[], name?: string) => changedResults(current.upcastResults, name, release.samples, contents);

  it('that gives what was recorded is let through', () => {
    expect(current.upcastResults.length).toBeGreaterThan(0);
    expect(changed(upcastTo((same) => same))).toEqual([]);
  });

  it('that gives something else of the same shape is refused, in the words of the place', () => {
    const found = changed(upcastTo((data) => ({ ...data, grade: null, policy: { name: 'other', version: 1 } })));
    expect(found).toContainEqual(expect.stringMatching(/GradeProposed version 1 becomes something else as version 2 .*\/policy\/name was "default" and is "other".*put the upcast in libs\/contracts\/src\/events\/assessment\.ts back.*GradeProposed\.v1\.as-v2\.json/));
  });

  it('that a release has is told apart in the way out', () => {
    const found = changed(upcastTo((data) => ({ ...data, grade: null })), '0.2.0');
    expect(found).toContainEqual(expect.stringMatching(/than libs\/contracts\/released\/0\.2\.0 records .*is told in a version 3\.$/));
    expect(found.join()).not.toContain('delete');
  });

  it('that changes under a later version is refused as well', () => {
    const third = (first: (data: Record<string, unknown>) => unknown) =>
      catalogueWith('GradeProposed', (fields) => z.object({ ...fields, note: z.string() }), [
        (v1: unknown) => first(GradeProposed.read(1, v1).data),
        (v2: object) => ({ ...v2, note: '' }),
      ]);
    expect(changed(third((same) => same))).toEqual([]);
    expect(changed(third((data) => ({ ...data, policy: { name: 'other', version: 1 } })))).toContainEqual(expect.stringContaining('/policy/name'));
  });

  it('keeps what was recorded when the contract is written again', () => {
    const results = current.upcastResults.map((result) => ({ ...result, value: 'as it was recorded' }));
    const written = generatedFiles({ samples: current.samples, upcastResults: results }, releases());
    expect(written.get('rung.assessment.events/GradeProposed.v1.as-v2.json')).toContain('as it was recorded');
  });

  it('that is there without a record of what it gives is missed', () => {
    const written = generatedFiles({ samples: current.samples, upcastResults: [] }, releases());
    expect(written.get('rung.assessment.events/GradeProposed.v1.as-v2.json')).toBe(readFileSync(join(currentFolder, 'rung.assessment.events/GradeProposed.v1.as-v2.json'), 'utf8'));
  });
});

describe('a topic', () => {
  const faultsWith = (change: (text: string) => string): readonly string[] => {
    const build = today();
    return faultsIn({ ...build, asyncApi: JSON.parse(change(JSON.stringify(build.asyncApi))) as Today['asyncApi'] });
  };

  it('that is called otherwise is refused, in one line', () => {
    const renamed = eventCatalogue.map((content) => ({ ...content, topic: content.topic.replace('matrix', 'matrices') }));
    expect(faultsOf(renamed)).toEqual([expect.stringMatching(/Topic rung\.matrix\.events of release 0\.1\.0 is gone, or has another name.*topics\.ts/)]);
  });

  it('that loses an event to another is refused', () => {
    const [matrix, assessment] = eventCatalogue as readonly [TopicContent, TopicContent];
    const moved = [
      { ...matrix, catalogue: catalogueOf(...matrix.catalogue.types, ...assessment.catalogue.types.filter(({ type }) => type === 'UnitPlaced')), notes: { ...matrix.notes, ...assessment.notes } },
      { ...assessment, catalogue: catalogueOf(...assessment.catalogue.types.filter(({ type }) => type !== 'UnitPlaced')) },
    ];
    expect(faultsOf(moved)).toContainEqual(expect.stringMatching(/UnitPlaced version 1 .* went out on rung\.assessment\.events and would go out on rung\.matrix\.events/));
  });

  it.each([
    ['forgets after a week', /"retention\.ms":-1/g, '"retention.ms":604800000', /retention\.ms was -1 and is 604800000.*topics\.ts/],
    ['is compacted', /"cleanup\.policy":\["delete"\]/g, '"cleanup.policy":["compact"]', /cleanup\.policy was "delete" and is "compact"/],
    ['tells the hour of the append', /CreateTime/g, 'LogAppendTime', /message\.timestamp\.type was "CreateTime" and is "LogAppendTime"/],
    ['is content with one copy', /"min\.insync\.replicas":2/g, '"min.insync.replicas":1', /min\.insync\.replicas was 2 and is 1/],
  ])('that %s is refused', (_, from, to, words) => {
    expect(faultsWith((text) => text.replaceAll(from, to))).toEqual(eventCatalogue.map(() => expect.stringMatching(words)));
  });

  it('whose events get another key is refused', () => {
    const moved = eventCatalogue.map((content) => ({ ...content, notes: { ...content.notes, ...(content.notes['GradeReleased'] && { GradeReleased: { ...content.notes['GradeReleased'], stream: 'person' } }) } }));
    expect(faultsOf(moved)).toContainEqual(expect.stringMatching(/GradeReleased\.v1 of release 0\.1\.0: key\/pattern was "\^review\/\.\+\$" and is "\^person\/\.\+\$".*event-catalogue\.ts/));
  });

  it('whose voidings look otherwise is refused, once a release has told what they are', () => {
    const build = today();
    const renamed = JSON.parse(JSON.stringify(build.asyncApi).replaceAll('"after"', '"keeps"')) as Today['asyncApi'];
    expect(faultsIn({ ...build, asyncApi: renamed }, { ...release, asyncApi: build.asyncApi })).toEqual([
      expect.stringMatching(/Voiding of release 0\.1\.0: \/properties\/after was .* and is not there.*voiding\.ts/),
    ]);
  });

  it('that a service may read no more is refused, once a release has said so', () => {
    const [withdrawn, ...left] = topicAcls();
    expect(faultsIn({ ...today(), acls: left }, { ...release, acls: topicAcls() })).toEqual([expect.stringContaining(`let ${withdrawn?.principal} ${withdrawn?.operation} the topic ${withdrawn?.resource}`)]);
    expect(generatedFiles(current, releases()).get('topic-acls.json')).toContain(withdrawn?.principal);
  });
});

describe('a header', () => {
  const faultsWith = (headers: z.ZodType) => faultsIn(today(eventCatalogue, jsonSchemaOf(headers)));
  it('that is renamed is refused', () => {
    const { ce_lane, ...others } = eventHeaders.shape;
    expect(faultsWith(z.object({ ...others, ce_partition: ce_lane }))).toContainEqual(expect.stringMatching(/Header ce_lane, .*: was removed or renamed.*event-headers\.ts/));
  });
  it('that is new and required is refused', () => {
    expect(faultsWith(eventHeaders.extend({ ce_tenant: z.string() }))).toEqual([expect.stringMatching(/Header ce_tenant, .*: is new and required.*optional header/)]);
  });
  it('that is new and optional is let through', () => expect(faultsWith(eventHeaders.extend({ ce_tenant: z.string().optional() }))).toEqual([]));
});
