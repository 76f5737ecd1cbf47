import { beyondTheAbove } from '../meaning/additive.js';
import type { Said } from './said.js';

/**
 * "Everything a Senior does, plus:" among a level's statements. Where each level above the lowest says so, lists add to each other; the
 * words that say it are no statement. Where one does not, they are left for a person to see.
 */
export function withoutMarkers(said: readonly Said[], levelOf: (one: Said) => number): { readonly said: readonly Said[]; readonly isAdditive: boolean } {
  const lowest = said.reduce((least, one) => Math.min(least, levelOf(one)), Infinity);
  const beyond = said.map((one) => (one.competency === undefined && levelOf(one) > lowest ? beyondIn(one) : undefined));
  const marked = new Set(said.flatMap((one, at) => (beyond[at] === undefined ? [] : [levelOf(one)])));
  if (marked.size === 0 || said.some((one) => levelOf(one) > lowest && !marked.has(levelOf(one)))) return { said, isAdditive: false };
  const others = said.flatMap((one, at): Said[] => {
    const rest = beyond[at];
    if (rest === undefined) return [one];
    return rest === '' ? [] : [{ ...one, statement: Object.fromEntries(Object.keys(one.statement).slice(0, 1).map((language) => [language, rest])) }];
  });
  return { said: others, isAdditive: true };
}

/** What it says beyond that; of several languages only where none says more. */
function beyondIn({ statement }: Said): string | undefined {
  const [first, ...others] = Object.values(statement).map((words) => beyondTheAbove(words));
  return first === undefined || (others.length > 0 && [first, ...others].some((one) => one !== '')) ? undefined : first;
}
