// Items that have no name beside what they state: the levels' lists, merged by their wording.
import type { LocalizedText } from '@rung/matrix-model';

import { merge, type ListedItem, type MergedCompetency } from '../merging/merge.js';
import { titleOf } from '../title.js';
import type { Anomaly, Draft, DraftItem } from './draft.js';
import type { Found } from './preview-of-draft.js';
import { inLanguage, joinTexts, mapText } from './texts.js';
import { besideOf } from './told-beside.js';

/** The competencies of the items without a name, in the words of the first item that states them. */
export function listedCompetencies({ items, levels, language }: Draft): { competencies: Found[]; anomalies: Anomaly[] } {
  const itemAt = (at: number): DraftItem => items[at] as DraftItem;
  const listed = items.flatMap((item, at) => (item.competency === undefined ? [listedItem(item, at, language)] : []));
  const { competencies, anomalies } = merge(listed, (level) => levels[level]?.names[0] ?? '');
  return {
    competencies: competencies.map((merged) => foundOf(merged, merged.listings.map(({ at }) => itemAt(at)), language)),
    anomalies: anomalies.map(({ kind, at, message, alike }) => ({ kind, message, alike, words: alike?.later, ...itemAt(at).place })),
  };
}

function listedItem({ level, group, statement, questions, evidenceRequired }: DraftItem, at: number, language: string): ListedItem {
  return { level, group, at, statement: inLanguage(statement, language), questions: questions.map((question) => inLanguage(question, language)), evidenceRequired };
}

function foundOf({ group, listings, questions }: MergedCompetency, items: readonly DraftItem[], language: string): Found {
  const statement = joinTexts(...(items.map((item) => item.statement) as [LocalizedText]));
  const evidenceRequired = items.some((item) => item.evidenceRequired);
  return {
    group,
    title: mapText(statement, titleOf),
    items,
    first: listings[0]?.at ?? 0,
    cells: [
      {
        listedAt: [...new Set(items.map((item) => item.level))].sort((one, other) => one - other),
        statement,
        questions: questions.map((asked) => translated(asked, items, language)),
        evidenceRequired,
        mustHave: evidenceRequired || items.some((item) => item.mustHave),
        ...besideOf(items),
      },
    ],
  };
}

/** A question as the item that asks it says it in every language. */
function translated(asked: string, items: readonly DraftItem[], language: string): LocalizedText {
  return items.flatMap((item) => item.questions).find((question) => inLanguage(question, language) === asked) ?? { [language]: asked };
}
