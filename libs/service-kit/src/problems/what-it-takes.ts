// What a field of a request takes, in plain words, from the schema that it is held to.
import { z } from 'zod';

/** The keywords of JSON Schema that requests here use. */
interface Taken {
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, Taken>>;
  readonly anyOf?: readonly Taken[];
  readonly properties?: Readonly<Record<PropertyKey, Taken>>;
  readonly items?: Taken;
  readonly type?: string;
  readonly format?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly description?: string;
}

/** "a whole number from 1 to 100"; undefined where the schema does not tell. */
export function whatItTakes(schema: unknown, path: readonly PropertyKey[]): string | undefined {
  if (!(schema instanceof z.ZodType)) return undefined;
  const whole = z.toJSONSchema(schema, { io: 'output', unrepresentable: 'any' }) as Taken;
  const taken = path.reduce<Taken | undefined>((part, step) => below(whole, part, step), whole);
  const words = taken === undefined ? undefined : wordsFor(whole, taken);
  if (words === undefined) return undefined;
  return taken?.description === undefined ? words : `${words} (${taken.description})`;
}

function below(whole: Taken, part: Taken | undefined, step: PropertyKey): Taken | undefined {
  const there = part && resolved(whole, part);
  return typeof step === 'number' ? there?.items : there?.properties?.[step];
}

/** What a reference refers to, and of "this or null" the first. */
function resolved(whole: Taken, part: Taken): Taken {
  const name = /^#\/\$defs\/(.+)$/.exec(part.$ref ?? '')?.[1];
  const there = name === undefined ? part : (whole.$defs?.[name] ?? part);
  const [only, ...others] = there.anyOf?.filter(({ type }) => type !== 'null') ?? [];
  return only === undefined || others.length > 0 ? there : resolved(whole, only);
}

function wordsFor(whole: Taken, part: Taken): string | undefined {
  const there = resolved(whole, part);
  const orNull = part.anyOf?.some(({ type }) => type === 'null') === true ? ', or null' : '';
  const words = alternativesOf(whole, there) ?? wordsOf(there);
  return words && words + orNull;
}

/** "one of 0, 1, n", or "a whole number or text". */
function alternativesOf(whole: Taken, { anyOf = [] }: Taken): string | undefined {
  const alternatives = anyOf.filter(({ type }) => type !== 'null');
  if (alternatives.length < 2) return undefined;
  if (alternatives.every((one) => 'const' in one)) return wordsOf({ enum: alternatives.map((one) => one.const) });
  const words = alternatives.map((one) => wordsFor(whole, one));
  return words.includes(undefined) ? undefined : words.join(' or ');
}

function wordsOf({ type, format, enum: options, const: only, minimum, maximum, ...sized }: Taken): string | undefined {
  if (only !== undefined) return String(only);
  if (options !== undefined) return `one of ${options.map(String).join(', ')}`;
  if (format === 'uuid') return 'a UUID, such as 3f2504e0-4f89-41d3-9a0c-0305e82c3301';
  if (format === 'date') return 'a day, such as 2026-03-31';
  if (format === 'date-time') return 'an instant, such as 2026-03-31T17:00:00Z';
  if (type === 'integer' || type === 'number') return ranged(type === 'integer' ? 'a whole number' : 'a number', minimum, maximum, '');
  if (type === 'boolean') return 'true or false';
  if (type === 'object') return 'an object';
  if (type === 'array') return ranged('a list', sized.minItems, sized.maxItems, ' items');
  return type === 'string' ? ranged('text', sized.minLength, sized.maxLength, ' characters') : undefined;
}

function ranged(what: string, least: number | undefined, most: number | undefined, of: string): string {
  const counts = of !== '';
  const from = isBound(least) && !(counts && least === 0);
  if (from && isBound(most)) return `${what} ${counts ? 'of' : 'from'} ${least} to ${most}${of}`;
  if (from) return counts ? `${what} of at least ${least}${of}` : `${what}, ${least} or more`;
  if (!isBound(most)) return what;
  return counts ? `${what} of at most ${most}${of}` : `${what} up to ${most}`;
}

/** Zod bounds every whole number by what JavaScript can count, which tells nobody anything. */
function isBound(value: number | undefined): value is number {
  return value !== undefined && Math.abs(value) < Number.MAX_SAFE_INTEGER;
}
