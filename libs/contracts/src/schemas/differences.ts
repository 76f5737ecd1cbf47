// Where two JSON values differ, by path.

export interface Difference {
  /** `/explanation/cells/0/verdict`; empty for the whole. */
  readonly path: string;
  /** `was "met" and is "missed"` */
  readonly what: string;
}

/** In the order of the fields; the order of fields itself says nothing. None when the values are the same JSON. */
export function differences(expected: unknown, given: unknown, path = ''): readonly Difference[] {
  if (isNode(expected) && isNode(given) && Array.isArray(expected) === Array.isArray(given)) {
    const keys = [...new Set([...Object.keys(expected), ...Object.keys(given)])];
    return keys.flatMap((key) => differences(expected[key], given[key], `${path}/${key}`));
  }
  return expected === given ? [] : [{ path, what: `was ${words(expected)} and is ${words(given)}` }];
}

/** The first of many is enough to find them all; empty when there are none. */
export function firstDifferences(found: readonly Difference[], most = 3): string {
  const more = found.length > most ? `, and ${found.length - most} more` : '';
  return `${found.slice(0, most).map(({ path, what }) => `${path || '/'} ${what}`).join(', ')}${more}`;
}

const longest = 120;

export function words(value: unknown): string {
  if (value === undefined) return 'not there';
  const text = JSON.stringify(value);
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}

const isNode = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
