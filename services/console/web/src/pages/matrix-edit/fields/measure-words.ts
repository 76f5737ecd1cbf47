// What is typed of a measure: its bounds, each with its label in every language.
import type { LocalizedText } from '../../../i18n/in-language.js';
import { saidIn } from '../../../matrices/languages.js';
import type { Grid } from '../../../matrices/matrix-queries.js';

export type Measure = Grid['terms'][number]['measure'];

export interface BoundWords {
  readonly label: LocalizedText;
  /** Null while nothing is typed. */
  readonly value: number | null;
}

/** @param language that a label is shown in where nobody said which one it is in. */
export const boundsOf = (measure: Measure, language: string): BoundWords[] => measure.map(({ label, labels, value }) => ({ label: labels ?? { [language]: label }, value }));

/** Without the bounds that say nothing. */
export function measureOf(bounds: readonly BoundWords[]): Measure {
  return bounds.flatMap(({ label, value }) => {
    const labels = saidIn(label);
    const [said] = Object.values(labels);
    if (said === undefined || value === null) return [];
    return [{ label: said, value, ...(Object.keys(labels).length > 1 && { labels }) }];
  });
}
