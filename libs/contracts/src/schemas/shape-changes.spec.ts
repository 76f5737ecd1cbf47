import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';

import { instant, sealedText } from '../ids.js';
import { jsonSchemaOf } from './event-schema.js';
import { shapeChanges } from './shape-changes.js';

const place = z.object({ unit: z.string(), floor: z.int().optional() });
const released = {
  at: instant,
  grade: z.string().max(80).nullable(),
  role: z.enum(['self', 'peer']),
  places: z.array(place),
  range: z.tuple([z.int(), instant]),
  texts: z.record(z.string().regex(/^[a-z]{2}$/), z.string()),
  basis: z.discriminatedUnion('kind', [z.object({ kind: z.literal('none') }), z.object({ kind: z.literal('signed'), by: z.uuid() })]),
  policy: z.object({ cap: z.int().default(2) }).strict(),
  note: sealedText.optional(),
};
const shape = (fields: z.ZodRawShape) => jsonSchemaOf(z.object(fields));
const changesWith = (fields: z.ZodRawShape) => shapeChanges(shape(released), shape({ ...released, ...fields }));

describe('a shape may change', () => {
  it('not at all', () => expect(changesWith({})).toEqual([]));
  it('by an optional field', () => expect(changesWith({ remark: z.string().optional() })).toEqual([]));
  it('by an optional field further down', () => {
    expect(changesWith({ places: z.array(place.extend({ city: z.string().optional() })) })).toEqual([]);
  });
  it('in its words, its defaults and the order of an enum', () => {
    expect(changesWith({ grade: released.grade.describe('since 2026'), role: z.enum(['peer', 'self']) })).toEqual([]);
    expect(changesWith({ policy: z.object({ cap: z.int().default(3) }).strict() })).toEqual([]);
  });
  it('in whether something has a name of its own', () => {
    expect(changesWith({ at: z.iso.datetime() })).toEqual([]);
  });
});

describe('a shape must not', () => {
  const { at: _at, ...withoutAt } = released;
  it.each<[string, z.ZodRawShape, string, RegExp]>([
    ['get a required field', { by: z.string() }, '/by', /new and required/],
    ['make an optional field required', { note: sealedText }, '/note', /optional and is required/],
    ['make a required field optional', { at: instant.optional() }, '/at', /always there/],
    ['change a type', { at: z.int() }, '/at', /type was "string" and is "integer"/],
    ['tell a day where it told an instant', { at: z.iso.date() }, '/at', /format was "date-time" and is "date"/],
    ['begin to be null', { role: released.role.nullable() }, '/role', /anyOf/],
    ['cease to be null', { grade: z.string().max(80) }, '/grade', /anyOf was .* and is not there/],
    ['be narrowed', { grade: z.string().max(40).nullable() }, '/grade/#0', /maxLength was 80 and is 40/],
    ['be widened', { grade: z.string().max(90).nullable() }, '/grade/#0', /maxLength was 80 and is 90/],
    ['lose a value of an enum', { role: z.enum(['self']) }, '/role', /(enum|const)/],
    ['get a value of an enum', { role: z.enum(['self', 'peer', 'manager']) }, '/role', /enum/],
    ['get another alternative', { basis: z.union([released.basis, z.object({ kind: z.literal('released') })]) }, '/basis', /(anyOf|oneOf)/],
    ['change within an alternative', { basis: z.discriminatedUnion('kind', [z.object({ kind: z.literal('none') }), z.object({ kind: z.literal('signed') })]) }, '/basis/#1/by', /removed/],
    ['change within a list', { places: z.array(z.object({ unit: z.string(), floor: z.string().optional() })) }, '/places/*/floor', /type/],
    ['change within a tuple', { range: z.tuple([z.int(), z.iso.date()]) }, '/range/#1', /format/],
    ['change what a record holds', { texts: z.record(z.string().regex(/^[a-z]{2}$/), z.int()) }, '/texts/*', /type/],
    ['change the names in a record', { texts: z.record(z.string().regex(/^[a-z]{3}$/), z.string()) }, '/texts/names', /pattern/],
    ['get a field where no others are allowed', { policy: z.object({ cap: z.int(), floor: z.int().optional() }).strict() }, '/policy/floor', /no further fields/],
    ['close what was open', { places: z.array(place.strict()) }, '/places/*', /additionalProperties/],
  ])('%s', (_, fields, path, words) => {
    const changes = changesWith(fields);
    expect(changes).toContainEqual({ path, what: expect.stringMatching(words) });
  });

  it('lose a field, or call it otherwise', () => {
    expect(shapeChanges(shape(released), shape(withoutAt))).toEqual([{ path: '/at', what: 'was removed or renamed' }]);
    expect(shapeChanges(shape(released), shape({ ...withoutAt, on: instant.optional() }))).toEqual([{ path: '/at', what: 'was removed or renamed' }]);
  });

  it('change behind a name', () => {
    const definition = (type: string) => ({ properties: { at: { $ref: '#/$defs/Instant' } }, $defs: { Instant: { type } } });
    expect(shapeChanges(definition('string'), definition('integer'))).toEqual([{ path: '/at', what: 'type was "string" and is "integer"' }]);
  });
});
