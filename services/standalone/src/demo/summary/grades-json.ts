import type { DemoResult } from '../run-demo.js';

/** One line: everybody's grade by key, `null` for none. The same for every run with the same people. */
export function gradesJson({ grades }: Pick<DemoResult, 'grades'>): string {
  const sorted = [...grades].sort((a, b) => (a.person < b.person ? -1 : 1));
  return JSON.stringify({ grades: sorted.map(({ person, view }) => ({ person, grade: view.explanation.grade })) });
}
