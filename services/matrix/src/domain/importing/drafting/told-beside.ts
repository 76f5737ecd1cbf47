// What is told of a cell beside its statement, from all items that state it.
import type { Expectation } from '@rung/matrix-model';

import type { DraftItem, ToldBeside } from './draft.js';

/** Lists together, each entry once; the first measure, and the greatest weight. */
export function besideOf(items: readonly DraftItem[]): Pick<Expectation, 'examples' | 'antipatterns' | 'measure' | 'weight'> {
  const told = items.flatMap(({ beside }) => (beside === undefined ? [] : [beside]));
  const examples = together(told, 'examples');
  const antipatterns = together(told, 'antipatterns');
  const measure = told.find((one) => one.measure !== undefined)?.measure;
  const weights = told.flatMap(({ weight }) => weight ?? []);
  return {
    weight: weights.length === 0 ? 1 : Math.max(...weights),
    ...(examples.length === 0 ? {} : { examples }),
    ...(antipatterns.length === 0 ? {} : { antipatterns }),
    ...(measure === undefined ? {} : { measure }),
  };
}

function together(told: readonly ToldBeside[], list: 'examples' | 'antipatterns'): NonNullable<Expectation['examples']> {
  return [...new Map(told.flatMap((one) => one[list] ?? []).map((text) => [JSON.stringify(text), text])).values()];
}
