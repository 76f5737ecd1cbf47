// The levels that an explanation speaks of, from the lowest, and what each of them is to this person.
import type { Grade } from '../explanation/grade-view.js';

const marks = ['grade', 'current', 'target'] as const;
export type Mark = (typeof marks)[number];

export interface Rung {
  readonly level: string;
  readonly marks: readonly Mark[];
}

export function rungsOf({ grade, currentLevel, targetLevel, explanation }: Grade): Rung[] {
  const { gates } = explanation;
  const asked = inOrder([gates.map(({ level }) => level), ...gates.flatMap(({ cells }) => cells.map((cell) => cell.levels))]);
  // what is in no gate and in no cell of one lies below what was asked
  const below = [grade?.name, currentLevel?.name].filter((level) => level !== undefined && !asked.includes(level)) as string[];
  const levelOf: Record<Mark, string | undefined> = { grade: grade?.name, current: currentLevel?.name, target: targetLevel.name };
  return [...new Set([...below, ...asked])].map((level) => ({
    level,
    marks: marks.filter((mark) => levelOf[mark] === level),
  }));
}

/** Puts lists that each are in order into one that is. */
function inOrder(lists: readonly (readonly string[])[]): string[] {
  const before = new Map<string, Set<string>>();
  for (const list of lists) list.forEach((level, at) => before.set(level, new Set([...(before.get(level) ?? []), ...list.slice(0, at)])));
  const ordered: string[] = [];
  const seen = new Set<string>();
  const place = (level: string): void => {
    if (seen.has(level)) return;
    seen.add(level);
    before.get(level)?.forEach(place);
    ordered.push(level);
  };
  for (const level of before.keys()) place(level);
  return ordered;
}
