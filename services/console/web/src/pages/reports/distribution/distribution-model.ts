// What is drawn of a distribution, and what its table says: the same.
import type { Distribution } from '../frame/report-queries.js';

export interface Bar {
  /** Null for no level. */
  readonly level: string | null;
  readonly people: number;
  /** Of all who have a grade here: what is drawn, so that bars of different units can be compared. */
  readonly share: number;
}

/** From the highest level down to none; empty when hidden. */
export function barsOf({ grades, people }: Pick<Distribution, 'grades' | 'people'>): Bar[] {
  if (grades === null) return [];
  const all = Math.max(1, people ?? 0);
  return grades.map((grade) => ({ level: grade.level?.name ?? null, people: grade.people, share: grade.people / all })).reverse();
}

/** Where the axis under the bars has its marks. */
export const axisMarks = [0, 0.5, 1] as const;

/** The longest, all that are as long: what a chart says at a glance, in words. */
export function peaksOf(bars: readonly Bar[]): readonly Bar[] {
  const most = Math.max(1, ...bars.map(({ people }) => people));
  return bars.filter(({ people }) => people === most);
}
