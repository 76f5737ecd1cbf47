// What a parameter of a request takes, in plain words, from the schema that it is held to.
import { z } from 'zod';

/** The keywords of JSON Schema that parameters here use. */
interface Taken {
  readonly type?: string;
  readonly format?: string;
  readonly enum?: readonly unknown[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly maxLength?: number;
  readonly description?: string;
}

/** "a whole number from 1 to 100"; undefined where the schema does not tell. */
export function whatItTakes(schema: unknown, path: readonly PropertyKey[]): string | undefined {
  if (!(schema instanceof z.ZodType)) return undefined;
  let taken: Taken | undefined = z.toJSONSchema(schema, { io: 'output', unrepresentable: 'any' }) as Taken;
  for (const step of path) taken = (taken as { properties?: Record<PropertyKey, Taken> } | undefined)?.properties?.[step];
  const words = taken === undefined ? undefined : wordsFor(taken);
  if (words === undefined) return undefined;
  return taken?.description === undefined ? words : `${words} (${taken.description})`;
}

function wordsFor({ type, format, enum: options, minimum, maximum, maxLength }: Taken): string | undefined {
  if (options !== undefined) return `one of ${options.map(String).join(', ')}`;
  if (format === 'uuid') return 'a UUID, such as 3f2504e0-4f89-41d3-9a0c-0305e82c3301';
  if (format === 'date') return 'a day, such as 2026-03-31';
  if (type === 'integer' || type === 'number') {
    const number = type === 'integer' ? 'a whole number' : 'a number';
    if (isBound(minimum) && isBound(maximum)) return `${number} from ${minimum} to ${maximum}`;
    return isBound(minimum) ? `${number}, ${minimum} or more` : isBound(maximum) ? `${number} up to ${maximum}` : number;
  }
  if (type !== 'string') return undefined;
  return maxLength === undefined ? 'text' : `text of at most ${maxLength} characters`;
}

/** Zod bounds every whole number by what JavaScript can count, which tells nobody anything. */
function isBound(value: number | undefined): value is number {
  return value !== undefined && Math.abs(value) < Number.MAX_SAFE_INTEGER;
}
