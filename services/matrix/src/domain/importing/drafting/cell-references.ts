// Cells that refer to another level's: taken as references where they lead to a statement, else read as what stands there.
import { ownValue } from '@rung/matrix-model';

import { comparable } from '../merging/similarity.js';
import type { Anomaly, Draft, DraftItem } from './draft.js';
import { nameKeyOf } from './named.js';
import { inLanguage } from './texts.js';

export interface TakenReferences {
  /** Without those that are references. */
  readonly items: readonly DraftItem[];
  /** The key of a competency → level → the level that it is the same as there. */
  readonly sameAs: ReadonlyMap<string, ReadonlyMap<number, number>>;
  readonly anomalies: readonly Anomaly[];
}

interface Referring {
  readonly item: DraftItem;
  readonly key: string;
  readonly to: number;
  /** Nothing but the reference stands there. */
  readonly alone: boolean;
}

type Ending = { readonly level: number } | 'nowhere' | 'round';

export function takenReferences(draft: Draft): TakenReferences {
  const { language } = draft;
  const all = draft.items.flatMap((item): Referring[] => {
    const key = nameKeyOf(item, language);
    return key === undefined || item.sameAs === undefined ? [] : [{ item, key, to: item.sameAs.level, alone: item.sameAs.alone }];
  });
  if (all.length === 0) return { items: draft.items, sameAs: new Map(), anomalies: [] };
  const stated = statedIn(draft);
  const references = new Map<string, Referring>();
  const anomalies: Anomaly[] = [];
  const dropped = new Set<DraftItem>();
  for (const one of all) {
    const place = placeOf(one.key, one.item.level);
    if (stated.has(place) || references.has(place)) {
      if (one.alone) dropped.add(one.item);
      if (references.get(place)?.to !== one.to) anomalies.push(note(one, 'says that it is the same as another level, but something is said of it at this level itself, which stands'));
    } else references.set(place, one);
  }
  const taken = [...references.values()].filter((one) => {
    const why = refusalOf(one, endOf(one, references, stated, draft.sameAs), stated, language);
    if (why !== undefined) anomalies.push(note(one, why));
    return why === undefined;
  });
  const gone = new Set([...dropped, ...taken.map(({ item }) => item)]);
  const sameAs = new Map<string, Map<number, number>>();
  for (const { key, item, to } of taken) sameAs.set(key, (sameAs.get(key) ?? new Map<number, number>()).set(item.level, to));
  return { items: draft.items.filter((item) => !gone.has(item)), sameAs, anomalies };
}

/** Where a chain of references ends: a cell's own before its group's. */
function endOf({ key, item, to }: Referring, references: ReadonlyMap<string, Referring>, stated: ReadonlyMap<string, readonly DraftItem[]>, ofGroups: Draft['sameAs']): Ending {
  const seen = new Set([item.level]);
  for (let level: number | undefined = to; level !== undefined; level = references.get(placeOf(key, level))?.to ?? ownValue(ofGroups[level], item.group)) {
    if (seen.has(level)) return 'round';
    if (stated.has(placeOf(key, level))) return { level };
    seen.add(level);
  }
  return 'nowhere';
}

function refusalOf({ key, item, alone }: Referring, end: Ending, stated: ReadonlyMap<string, readonly DraftItem[]>, language: string): string | undefined {
  if (end === 'round') return 'leads back to itself; it is read as a statement';
  if (end === 'nowhere') return 'leads to no statement; it is read as one';
  if (alone) return undefined;
  const words = (one: DraftItem): string => comparable(inLanguage(one.statement, language));
  const says = stated.get(placeOf(key, end.level))?.some((one) => words(one) === words(item));
  return says === true ? undefined : 'is said to be the same as another level, but in other words, which stand';
}

function statedIn({ items, language }: Draft): Map<string, DraftItem[]> {
  const stated = new Map<string, DraftItem[]>();
  for (const item of items) {
    const key = nameKeyOf(item, language);
    if (key === undefined || item.sameAs !== undefined) continue;
    const place = placeOf(key, item.level);
    stated.set(place, [...(stated.get(place) ?? []), item]);
  }
  return stated;
}

const placeOf = (key: string, level: number): string => `${level} ${key}`;

function note({ item }: Referring, why: string): Anomaly {
  const words = Object.values(item.statement)[0]?.replace(/\s+/gu, ' ').trim() ?? '';
  return { kind: 'unassigned-text', ...item.place, words: words.slice(0, 400), message: `"${words.length > 120 ? `${words.slice(0, 119)}…` : words}" ${why}` };
}
