import type { Level } from '@rung/matrix-model';

export const levels: readonly Level[] = [
  { code: 'junior', names: ['Junior'], sameAs: {} },
  { code: 'junior-plus', names: ['Junior+', 'Middle-'], sameAs: {} },
  { code: 'middle-plus', names: ['Middle+'], sameAs: {} },
  { code: 'senior', names: ['Senior'], sameAs: {} },
  { code: 'lead', names: ['Lead'], sameAs: { hard: 'senior' } },
];

/** The codes of a level and of all above it. */
export function levelsFrom(lowest: string): string[] {
  const codes = levels.map(({ code }) => code);
  return codes.slice(codes.indexOf(lowest));
}
