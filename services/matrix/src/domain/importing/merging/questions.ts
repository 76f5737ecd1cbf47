import { differenceOf } from './difference.js';
import { comparable, similarity } from './similarity.js';
import { isSlip } from './slip.js';

/** A competency with more questions than these has no slips in them worth the time of comparing all with all. */
const comparedAtMost = 100;

interface Asking {
  readonly questions: readonly string[];
}

export interface QuestionSlip<Item extends Asking> {
  readonly item: Item;
  readonly known: string;
  readonly asked: string;
}

/** What the listings of one competency ask, each once in its first wording, and the questions that are another one with a slip. */
export function questionsOf<Item extends Asking>(listings: readonly Item[]): { questions: string[]; slips: QuestionSlip<Item>[] } {
  const questions: string[] = [];
  const slips: QuestionSlip<Item>[] = [];
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
