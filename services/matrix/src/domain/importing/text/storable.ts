/** What no store of texts keeps: U+0000, and half of a surrogate pair. */
const unstorable = /[\0\p{Cs}]/u;

export function isStorable(words: string): boolean {
  return !unstorable.test(words);
}
