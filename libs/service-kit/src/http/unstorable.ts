// Characters that no database takes as text: U+0000, and half of a surrogate pair.

const pair = /\\ud[89ab][0-9a-f]{2}\\ud[c-f][0-9a-f]{2}/gi;
const escapedBackslash = '\\\\';

/** Told from the text of the JSON: well-formed UTF-8 can hold them as escapes alone. */
export function holdsUnstorable(json: string): boolean {
  if (!json.includes('\\u')) return false;
  const escapes = json.replaceAll(escapedBackslash, ' ').replace(pair, ' ');
  return /\\u(0000|d[89a-f][0-9a-f]{2})/i.test(escapes);
}
