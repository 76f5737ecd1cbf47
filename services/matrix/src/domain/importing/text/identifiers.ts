import { longestSlug, shortened, slugOf } from '@rung/matrix-model';

/** Hands out ids, each once: the same words give the same id as long as no earlier words do. */
export function identifiers(prefix: string): (words: string) => string {
  const next = new Map<string, number>();
  const taken = new Set<string>();
  return (words) => {
    const base = slugOf(words) || `${prefix}-${hashOf(words)}`;
    let count = next.get(base) ?? 1;
    let id = base;
    while (taken.has(id)) {
      count += 1;
      id = `${shortened(base, longestSlug - `-${count}`.length)}-${count}`;
    }
    next.set(base, count);
    taken.add(id);
    return id;
  };
}

/** The same, of which none is one that is there already. */
export function identifiersBeside(prefix: string, known: readonly (string | undefined)[]): (words: string) => string {
  const [own, taken] = [identifiers(prefix), new Set(known)];
  const newOne = (words: string): string => {
    const id = own(words);
    return taken.has(id) ? newOne(words) : id;
  };
  return newOne;
}

/** FNV-1a over UTF-16 code units, in base 36: names what cannot be transliterated. */
function hashOf(words: string): string {
  let hash = 0x811c9dc5;
  for (let at = 0; at < words.length; at += 1) hash = Math.imul(hash ^ words.charCodeAt(at), 0x01000193) >>> 0;
  return hash.toString(36);
}
