// Whether two schemas say the same of a value, but for optional fields that were added: all that may change within a version.
import { words } from './differences.js';
import type { JsonSchema } from './event-schema.js';

export interface ShapeChange {
  /** `/matrix/hash`, with `*` for what a list or a record holds and `#1` for the second alternative. */
  readonly path: string;
  readonly what: string;
}

const annotations = new Set(['$schema', '$id', '$defs', 'title', 'description', 'default', 'examples', 'deprecated']);
const lists = ['anyOf', 'oneOf', 'allOf', 'prefixItems'] as const;
const inner = ['items', 'propertyNames', 'additionalProperties'] as const;
const handled = new Set<string>([...annotations, ...lists, ...inner, 'properties', 'required', '$ref']);

/** In the order of the paths; none when every reader and writer of the one may go on with the other. */
export function shapeChanges(released: JsonSchema, current: JsonSchema): readonly ShapeChange[] {
  return compare({ root: released, at: released }, { root: current, at: current }, '');
}

interface Place {
  readonly root: JsonSchema;
  readonly at: JsonSchema;
}

function compare(released: Place, current: Place, path: string): ShapeChange[] {
  const [before, after] = [resolved(released), resolved(current)];
  const inside = (old: unknown, now: unknown, below: string): ShapeChange[] =>
    isSchema(old) && isSchema(now) ? compare({ ...before, at: old }, { ...after, at: now }, `${path}/${below}`) : [];
  return [
    ...keywordChanges(before.at, after.at, path),
    ...fieldChanges(before.at, after.at, path),
    ...commonFields(before.at, after.at).flatMap((field) => inside(fieldsOf(before.at)[field], fieldsOf(after.at)[field], field)),
    ...inner.flatMap((keyword) => inside(before.at[keyword], after.at[keyword], keyword === 'propertyNames' ? 'names' : '*')),
    ...lists.flatMap((keyword) => alternatives(before.at, keyword).flatMap((old, index) => inside(old, alternatives(after.at, keyword)[index], `#${index}`))),
  ];
}

/** Whatever a keyword says, it must say it still: to narrow it refuses what the log holds, to widen it surprises those who read. */
function keywordChanges(before: JsonSchema, after: JsonSchema, path: string): ShapeChange[] {
  const plain = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter((keyword) => !handled.has(keyword));
  const changed = plain.filter((keyword) => unordered(before[keyword]) !== unordered(after[keyword]));
  const structure = [
    ...lists.filter((keyword) => alternatives(before, keyword).length !== alternatives(after, keyword).length),
    ...inner.filter((keyword) => !(isSchema(before[keyword]) && isSchema(after[keyword])) && before[keyword] !== after[keyword]),
  ];
  return [...changed, ...structure].map((keyword) => ({
    path: path || '/',
    what: `${keyword} was ${words(before[keyword])} and is ${words(after[keyword])}`,
  }));
}

function fieldChanges(before: JsonSchema, after: JsonSchema, path: string): ShapeChange[] {
  const [old, now] = [fieldsOf(before), fieldsOf(after)];
  const [owed, owes] = [requiredOf(before), requiredOf(after)];
  const added = Object.keys(now).filter((field) => !(field in old));
  return [
    ...Object.keys(old).filter((field) => !(field in now)).map((field) => ({ path: `${path}/${field}`, what: 'was removed or renamed' })),
    ...added.filter((field) => owes.has(field)).map((field) => ({ path: `${path}/${field}`, what: 'is new and required; older events lack it' })),
    ...added
      .filter((field) => !owes.has(field) && before.additionalProperties === false)
      .map((field) => ({ path: `${path}/${field}`, what: 'is new, where the released shape allows no further fields' })),
    ...commonFields(before, after)
      .filter((field) => owed.has(field) !== owes.has(field))
      .map((field) => ({ path: `${path}/${field}`, what: owes.has(field) ? 'was optional and is required' : 'was always there and is optional' })),
  ];
}

/** References lead to `$defs` of the same schema and never to themselves: events are finite. */
function resolved(place: Place): Place {
  const { $ref, ...beside } = place.at;
  if (typeof $ref !== 'string') return place;
  const { $defs } = place.root;
  const target = isSchema($defs) ? $defs[$ref.replace('#/$defs/', '')] : undefined;
  if (!isSchema(target)) throw new Error(`${$ref} leads nowhere; only #/$defs/… of the same schema are followed.`);
  return resolved({ ...place, at: { ...target, ...beside } });
}

const isSchema = (value: unknown): value is JsonSchema => typeof value === 'object' && value !== null && !Array.isArray(value);
const fieldsOf = ({ properties }: JsonSchema): JsonSchema => (isSchema(properties) ? properties : {});
const requiredOf = ({ required }: JsonSchema): ReadonlySet<unknown> => new Set(Array.isArray(required) ? required : []);
const commonFields = (before: JsonSchema, after: JsonSchema): string[] => Object.keys(fieldsOf(before)).filter((field) => field in fieldsOf(after));
const alternatives = (schema: JsonSchema, keyword: (typeof lists)[number]): readonly unknown[] => {
  const found = schema[keyword];
  return Array.isArray(found) ? found : [];
};
/** What an enum or a list of types says does not lie in its order. */
const unordered = (value: unknown): string => JSON.stringify(Array.isArray(value) ? [...value].sort() : value) ?? '';
