// Items that have a name beside what they state: rows of a table, entries under a heading. Those of one name are one competency.
import { ownValue, type LocalizedText } from '@rung/matrix-model';

import { comparable } from '../merging/similarity.js';
import type { Draft, DraftItem, PreviewQuestion } from './draft.js';
import type { TakenReferences } from './cell-references.js';
import type { Found } from './preview-of-draft.js';
import { inLanguage, joinTexts } from './texts.js';
import { besideOf } from './told-beside.js';

type Cell = Found['cells'][number];

/** The competencies of the named items: a later level's statement raises the one before, an equal one is the same cell. */
export function namedCompetencies(draft: Draft, sameAs: TakenReferences['sameAs']): { competencies: Found[]; questions: PreviewQuestion[] } {
  const { items, language, reading } = draft;
  const byName = new Map<string, { first: number; items: DraftItem[] }>();
  for (const [at, item] of items.entries()) {
    const key = nameKeyOf(item, language);
    if (key === undefined) continue;
    const known = byName.get(key);
    if (known === undefined) byName.set(key, { first: at, items: [item] });
    else known.items.push(item);
  }
  const competencies = [...byName].map(([key, { first, items: own }]): Found => ({
    group: own[0]?.group ?? '',
    title: joinTexts(...(own.map(({ competency }) => competency) as [LocalizedText])),
    id: own[0]?.id,
    items: own,
    first,
    cells: cellsOf(own, language),
    ...(sameAs.has(key) && { sameAs: sameAs.get(key) }),
  }));
  return { competencies, questions: reading === 'complete' ? questionOfBlanks(competencies, draft) : [] };
}

/** Equal for items of one competency; undefined for one without a name. */
export function nameKeyOf({ group, competency, id }: DraftItem, language: string): string | undefined {
  if (competency === undefined) return undefined;
  if (id !== undefined) return `#${id}`;
  const name = inLanguage(competency, language);
  return `${group} ${comparable(name) || name}`;
}

function cellsOf(items: readonly DraftItem[], language: string): Cell[] {
  const cells: (Cell & { readonly listedAt: number[] })[] = [];
  const byWords = new Map<string, (typeof cells)[number]>();
  const levels = [...new Set(items.map(({ level }) => level))].sort((one, other) => one - other);
  for (const level of levels) {
    const stated = cellAt(level, items.filter((item) => item.level === level), language);
    const words = comparable(inLanguage(stated.statement, language));
    const same = byWords.get(words);
    if (same === undefined) {
      byWords.set(words, stated);
      cells.push(stated);
    } else {
      same.listedAt.push(level);
    }
  }
  return cells;
}

/** What a level says of the competency, in one statement. */
function cellAt(level: number, items: readonly DraftItem[], language: string): Cell & { readonly listedAt: number[] } {
  const seen = new Set<string>();
  const different = items.filter(({ statement }) => {
    const words = comparable(inLanguage(statement, language));
    return !seen.has(words) && seen.add(words) !== undefined;
  });
  const evidenceRequired = items.some((item) => item.evidenceRequired);
  return {
    listedAt: [level],
    statement: different.map(({ statement }) => statement).reduce(inOneStatement),
    questions: different.flatMap(({ questions }) => questions),
    evidenceRequired,
    mustHave: evidenceRequired || items.some((item) => item.mustHave),
    ...besideOf(items),
  };
}

function inOneStatement(before: LocalizedText, after: LocalizedText): LocalizedText {
  const joined = Object.entries(after).map(([language, words]): [string, string] => {
    const told = Object.hasOwn(before, language) ? before[language] : undefined;
    return [language, told === undefined ? words : `${told}${/[.!?;:]$/u.test(told) ? '' : ';'} ${words}`];
  });
  return { ...before, ...Object.fromEntries(joined) };
}

/** Where a competency has nothing at a level above one that it is stated at, the table may mean that it still holds. */
function questionOfBlanks(competencies: readonly Found[], { levels, language, sameAs: ofGroups }: Draft): PreviewQuestion[] {
  const withBlanks = competencies.filter(({ group, cells, sameAs = new Map<number, number>() }) => {
    const referring = ofGroups.flatMap((references, level) => (ownValue(references, group) === undefined ? [] : [level]));
    const listed = new Set([...cells.flatMap((cell) => cell.listedAt), ...sameAs.keys(), ...referring]);
    return listed.size < levels.length - Math.min(...listed);
  });
  const [first] = withBlanks;
  if (first === undefined) return [];
  const message = `${withBlanks.length} competencies ("${inLanguage(first.title, language)}" is the first) say nothing at a level above one where they are stated. They are read as not expected there: does the earlier statement still hold? Then correct the reading to additive.`;
  return [{ kind: 'cells-blank', message }];
}
