// What the comparer lets through, both sides can live with: shapes and values are drawn, and a validator decides that knows no comparer.
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { z } from 'zod';

import type { JsonSchema } from './event-schema.js';
import { shapeChanges } from './shape-changes.js';

type Shape =
  | { readonly kind: 'leaf'; readonly schema: JsonSchema; readonly values: readonly unknown[] }
  | { readonly kind: 'list'; readonly of: Shape }
  | { readonly kind: 'object'; readonly fields: Readonly<Record<string, Field>> };
interface Field {
  readonly shape: Shape;
  readonly optional: boolean;
}

const leaves: readonly Shape[] = [
  { kind: 'leaf', schema: { type: 'string' }, values: ['', 'word', 'a'] },
  { kind: 'leaf', schema: { type: 'string', minLength: 1 }, values: ['word', 'a'] },
  { kind: 'leaf', schema: { type: 'string', enum: ['a', 'b'] }, values: ['a', 'b'] },
  { kind: 'leaf', schema: { type: 'string', enum: ['a', 'b', 'c'] }, values: ['a', 'b', 'c'] },
  { kind: 'leaf', schema: { type: 'integer' }, values: [0, 7] },
  { kind: 'leaf', schema: { type: 'number' }, values: [0, 7, 0.5] },
  { kind: 'leaf', schema: { type: ['string', 'null'] }, values: ['word', null] },
];

const { shape } = fc.letrec<{ shape: Shape; object: Shape }>((tie) => ({
  object: fc
    .dictionary(fc.constantFrom('p', 'q', 'r'), fc.record({ shape: tie('shape'), optional: fc.boolean() }), { minKeys: 1 })
    .map((fields): Shape => ({ kind: 'object', fields })),
  shape: fc.oneof({ depthSize: 'small', withCrossShrink: true }, fc.constantFrom(...leaves), tie('object'), tie('shape').map((of): Shape => ({ kind: 'list', of }))),
}));

function schemaOf(of: Shape): JsonSchema {
  switch (of.kind) {
    case 'leaf':
      return of.schema;
    case 'list':
      return { type: 'array', items: schemaOf(of.of) };
    case 'object': {
      const fields = Object.entries(of.fields);
      const required = fields.filter(([, { optional }]) => !optional).map(([name]) => name);
      return { type: 'object', properties: Object.fromEntries(fields.map(([name, field]) => [name, schemaOf(field.shape)])), required };
    }
  }
}

function valueOf(of: Shape): fc.Arbitrary<unknown> {
  switch (of.kind) {
    case 'leaf':
      return fc.constantFrom(...of.values);
    case 'list':
      return fc.array(valueOf(of.of), { maxLength: 3 });
    case 'object': {
      const fields = Object.entries(of.fields);
      const requiredKeys = fields.filter(([, { optional }]) => !optional).map(([name]) => name);
      return fc.record(Object.fromEntries(fields.map(([name, field]) => [name, valueOf(field.shape)])), { requiredKeys });
    }
  }
}

const takes = (of: Shape, value: unknown): boolean => z.fromJSONSchema(schemaOf(of)).safeParse(value).success;

/** The shape, changed somewhere, or nowhere. */
function changed(of: Shape): fc.Arbitrary<Shape> {
  const same = fc.constant(of);
  switch (of.kind) {
    case 'leaf':
      return fc.oneof(same, same, fc.constantFrom(...leaves));
    case 'list':
      return fc.oneof(changed(of.of).map((inner): Shape => ({ kind: 'list', of: inner })), same);
    case 'object': {
      const fields = Object.entries(of.fields);
      const inner = fc.tuple(...fields.map(([name, field]) => changed(field.shape).map((now) => [name, { ...field, shape: now }] as const)));
      const added = fc.record({ shape: fc.constantFrom(...leaves), optional: fc.boolean() }).map((field) => ({ kind: 'object', fields: { ...of.fields, added: field } }) satisfies Shape);
      const fewer = fc.constantFrom(...fields.map(([name]) => name)).map((name) => ({ kind: 'object', fields: Object.fromEntries(fields.filter(([other]) => other !== name)) }) satisfies Shape);
      return fc.oneof(same, added, fewer, inner.map((now): Shape => ({ kind: 'object', fields: Object.fromEntries(now) })));
    }
  }
}

const pair = shape.chain((before) => fc.record({ before: fc.constant(before), after: changed(before) }));
const compatible = pair.filter(({ before, after }) => shapeChanges(schemaOf(before), schemaOf(after)).length === 0);

describe('a change that the comparer lets through', () => {
  it('lets a newer build read every older value', () => {
    const drawn = compatible.chain(({ before, after }) => fc.record({ after: fc.constant(after), value: valueOf(before) }));
    fc.assert(fc.property(drawn, ({ after, value }) => takes(after, value)));
  });

  it('lets an older reader take every newer value', () => {
    const drawn = compatible.chain(({ before, after }) => fc.record({ before: fc.constant(before), value: valueOf(after) }));
    fc.assert(fc.property(drawn, ({ before, value }) => takes(before, value)));
  });
});

describe('the comparer', () => {
  it('finds no fault with a shape that stays', () => {
    fc.assert(fc.property(shape, (one) => expect(shapeChanges(schemaOf(one), schemaOf(one))).toEqual([])));
  });

  it('says which place changed, whenever a value of the one is none of the other', () => {
    const drawn = pair.chain(({ before, after }) => fc.record({ before: fc.constant(before), after: fc.constant(after), value: valueOf(before) }));
    fc.assert(
      fc.property(drawn, ({ before, after, value }) => {
        fc.pre(!takes(after, value));
        const [first] = shapeChanges(schemaOf(before), schemaOf(after));
        expect(first?.path).toMatch(/^\//);
      }),
    );
  });
});
