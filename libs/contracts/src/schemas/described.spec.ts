// Whoever reads a topic learns from its schemas what every field means.
import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';

import { eventCatalogue } from '../event-catalogue.js';
import { eventHeaders } from '../event-headers.js';
import { voidingData, voidingHeaders } from '../voiding.js';
import { jsonSchemaOf, keyOf, newestSchemas, type JsonSchema } from './event-schema.js';

const isSchema = (value: unknown): value is JsonSchema => typeof value === 'object' && value !== null && !Array.isArray(value);

/** The fields, at any depth, of which neither the field nor the named type of it says what it is. */
function undescribed(root: JsonSchema): string[] {
  const typeOf = ({ $ref }: JsonSchema): unknown => (typeof $ref === 'string' ? (root['$defs'] as JsonSchema)[$ref.slice('#/$defs/'.length)] : undefined);
  const says = (field: unknown): boolean => isSchema(field) && (typeof field['description'] === 'string' || says(typeOf(field)));
  const below = (value: unknown, path: string): string[] => {
    if (Array.isArray(value)) return value.flatMap((one, at) => below(one, `${path}#${at}`));
    if (!isSchema(value)) return [];
    const fields = Object.entries(isSchema(value['properties']) ? value['properties'] : {});
    return [
      ...fields.filter(([, field]) => !says(field)).map(([name]) => `${path}/${name}`),
      ...fields.flatMap(([name, field]) => below(field, `${path}/${name}`)),
      ...Object.entries(value).flatMap(([keyword, inner]) => (keyword === 'properties' || keyword === 'required' ? [] : below(inner, path))),
    ];
  };
  return [...new Set(below(root, ''))];
}

describe('every field', () => {
  it.each([
    ...eventCatalogue.flatMap(newestSchemas).map((schema) => [keyOf(schema), schema.schema] as const),
    ['the headers of an event', jsonSchemaOf(eventHeaders)] as const,
    ['the headers of a voiding', jsonSchemaOf(voidingHeaders)] as const,
    ['a voiding', jsonSchemaOf(voidingData)] as const,
  ])('is described: %s', (_name, schema) => expect(undescribed(schema)).toEqual([]));

  it('would be missed where it is not, in a list, an alternative or a type that has a name', () => {
    const one = z.object({ inner: z.string() });
    const schema = z.object({ plain: z.string(), list: z.array(one).describe('A list'), either: z.union([one, z.null()]).describe('Or nothing') });
    expect(undescribed(jsonSchemaOf(schema))).toEqual(['/plain', '/list/inner', '/either#0/inner']);
    expect(undescribed({ $defs: { One: { properties: { inner: {} } } }, properties: { named: { $ref: '#/$defs/One', description: 'One' } } })).toEqual(['/inner']);
  });
});
