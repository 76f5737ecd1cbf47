import { differenceOf } from './difference.js';
import type { ListedItem } from './merge.js';
import { comparable, isSlip, similarity } from './similarity.js';

/** A competency with more questions than these has no slips in them worth the time of comparing all with all. */
const comparedAtMost = 100;

export interface QuestionSlip {
  readonly item: ListedItem;
  readonly known: string;
  readonly asked: string;
}

/** What the listings of one competency ask, each once in its first wording, and the questions that are another one with a slip. */
export function questionsOf(listings: readonly ListedItem[]): { questions: string[]; slips: QuestionSlip[] } {
  const questions: string[] = [];
  const slips: QuestionSlip[] = [];
  const exact = new Set<string>();
  for (const item of listings) {
    for (const asked of item.questions) {
      if (exact.has(asked)) continue;
      exact.add(asked);
      const known = questions.length > comparedAtMost ? undefined : questions.find((question) => isSame(question, asked));
      if (known === undefined) questions.push(asked);
      else if (comparable(known) !== comparable(asked)) slips.push({ item, known, asked });
    }
  }
  return { questions, slips };
}

function isSame(known: string, asked: string): boolean {
  return isSlip(similarity(comparable(known), comparable(asked)), differenceOf(known, asked));
}
