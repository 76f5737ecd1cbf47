// What a schema says against a request, field by field, in words that name what is allowed.
import type { FieldError } from './refusals.js';
import { whatItTakes } from './what-it-takes.js';

/** The part of a Standard Schema issue that is used; zod's carry more. */
export interface SchemaIssue {
  readonly message: string;
  readonly path?: readonly (PropertyKey | { readonly key: PropertyKey })[];
}

/** Zod's issue for a value that fits none of several alternatives. */
interface UnionIssue extends SchemaIssue {
  readonly errors: readonly (readonly SchemaIssue[])[];
}

const atMost = 100;

/** RFC 6901, with a leading slash for each step; '' is the whole body. */
export function pointerOf(path: SchemaIssue['path'] = []): string {
  return path.map((step) => `/${String(keyOf(step)).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

/** @returns one error per issue, at most a hundred, and then one that says how many more. */
export function fieldErrorsOfBody(issues: readonly SchemaIssue[], { schema, value }: Held): FieldError[] {
  return limited(issues, (issue) => {
    const steps = (issue.path ?? []).map(keyOf);
    const takes = isInWordsOfTheLibrary(issue) ? whatItTakes(schema, steps) : undefined;
    return { pointer: pointerOf(issue.path), detail: takes === undefined ? detailOf(issue) : detailOfField(valueAt(value, steps), takes) };
  });
}

/** What was held against what. */
interface Held {
  readonly schema: unknown;
  readonly value: unknown;
}

/** "Invalid input: expected string, received undefined", and the like, of one value alone. */
function isInWordsOfTheLibrary(issue: SchemaIssue): boolean {
  return !isOfPattern(issue) && /^(Invalid (input|option|UUID|ISO|string)|Too (small|big))/.test(issue.message);
}

function detailOfField(given: unknown, takes: string): string {
  return given === undefined ? `is missing; it takes ${takes}` : `takes ${takes}`;
}

/** Errors of a route or query parameter, which no pointer can point at. */
export function fieldErrorsOfParameters(
  kind: 'path' | 'query',
  name: string | undefined,
  issues: readonly SchemaIssue[],
  { schema, value }: Held,
): FieldError[] {
  return limited(issues, (issue) => {
    const steps = (issue.path ?? []).map(keyOf);
    const path = [...(name === undefined ? [] : [name]), ...steps.map(String)];
    return { detail: `${kind} parameter ${path.join('.') || 'list'}: ${detailOfParameter(issue, valueAt(value, steps), whatItTakes(schema, steps))}` };
  });
}

/** What a schema says in words of its own stays; those of the library name no value that would do. */
function detailOfParameter(issue: SchemaIssue, given: unknown, takes: string | undefined): string {
  if (Array.isArray(given)) return takes === undefined ? 'must be given once' : `must be given once; it takes ${takes}`;
  if (takes === undefined || isOfPattern(issue)) return detailOf(issue);
  return detailOfField(given, takes);
}

function isOfPattern(issue: SchemaIssue): boolean {
  return 'format' in issue && issue.format === 'regex';
}

function valueAt(value: unknown, steps: readonly PropertyKey[]): unknown {
  return steps.reduce<unknown>((part, step) => (typeof part === 'object' && part !== null ? Reflect.get(part, step) : undefined), value);
}

function limited(issues: readonly SchemaIssue[], toError: (issue: SchemaIssue) => FieldError): FieldError[] {
  // a number may be wrong in two ways that one sentence tells
  const told = new Map(issues.slice(0, atMost).map(toError).map((error) => [JSON.stringify(error), error]));
  const errors = [...told.values()];
  const more = Math.max(0, issues.length - atMost);
  return more > 0 ? [...errors, { detail: `and ${more} more` }] : errors;
}

function keyOf(step: PropertyKey | { readonly key: PropertyKey }): PropertyKey {
  return typeof step === 'object' ? step.key : step;
}

function detailOf(issue: SchemaIssue): string {
  if (!isUnionIssue(issue)) return issue.message;
  const alternatives = issue.errors.map((reasons) =>
    reasons.map((reason) => [pointerOf(reason.path), detailOf(reason)].filter((part) => part !== '').join(' ')).join('; '),
  );
  return [issue.message, ...new Set(alternatives)].join(' | ');
}

function isUnionIssue(issue: SchemaIssue): issue is UnionIssue {
  return 'errors' in issue && Array.isArray(issue.errors);
}
