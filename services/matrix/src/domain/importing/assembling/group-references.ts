// Whole groups that are the same as another level's, told beside items that repeat what holds there: our own page says both.
import { ownValue, same } from '@rung/matrix-model';

import type { Draft, DraftItem } from '../drafting/draft.js';
import { nameKeyOf } from '../drafting/named.js';

type References = Draft['sameAs'];

/**
 * The references that the items agree with, and the items without what they repeat. Where a group says something else at its level, as somebody
 * wrote it there since, that stands and the reference does not.
 */
export function agreedReferences(items: readonly DraftItem[], told: References, language: string): { readonly items: DraftItem[]; readonly sameAs: References } {
  const grid = new Stated(items, language);
  const sameAs = grid.agreeing(told);
  return { items: items.filter(({ level, group, sameAs: own }) => own !== undefined || ownValue(sameAs[level], group) === undefined), sameAs };
}

class Stated {
  readonly #items = new Map<string, DraftItem[]>();
  readonly #keys = new Map<string, Set<string>>();

  constructor(items: readonly DraftItem[], language: string) {
    for (const [at, item] of items.entries()) {
      const key = nameKeyOf(item, language) ?? `${at}`;
      const place = `${item.level} ${key}`;
      this.#items.set(place, [...(this.#items.get(place) ?? []), item]);
      this.#keys.set(item.group, (this.#keys.get(item.group) ?? new Set()).add(key));
    }
  }

  /** One that is not taken may be what another one leads through. */
  agreeing(told: References): References {
    const taken = told.map((references, level) => Object.fromEntries(Object.entries(references).filter(([group, to]) => this.#agrees(group, level, to, told))));
    return same(taken, told) ? taken : this.agreeing(taken);
  }

  /** Whether each competency of the group says at the level what it says where the reference leads, or none says anything. */
  #agrees(group: string, level: number, to: number, taken: References): boolean {
    const keys = [...(this.#keys.get(group) ?? [])];
    const stated = keys.map((key) => ({ key, here: this.#at(level, key) })).filter(({ here }) => here.every(({ sameAs }) => sameAs === undefined));
    return stated.every(({ here }) => here.length === 0) || stated.every(({ key, here }) => same(wordsOf(here), wordsOf(this.#resolved(group, to, key, taken))));
  }

  /** What holds by references: the competency's own before its group's. */
  #resolved(group: string, from: number, key: string, taken: References): readonly DraftItem[] {
    const seen = new Set<number>();
    for (let level: number | undefined = from; level !== undefined && !seen.has(level); ) {
      seen.add(level);
      const here = this.#at(level, key);
      const next: number | undefined = here.find(({ sameAs }) => sameAs !== undefined)?.sameAs?.level ?? ownValue(taken[level], group);
      if (next === undefined) return here;
      level = next;
    }
    return [];
  }

  #at(level: number, key: string): readonly DraftItem[] {
    return this.#items.get(`${level} ${key}`) ?? [];
  }
}

function wordsOf(items: readonly DraftItem[]): unknown {
  return items.map(({ statement, questions, evidenceRequired, mustHave, beside }) => ({ statement, questions, evidenceRequired, mustHave, beside }));
}
