// Grades as a person reads them: a table, and for each one a short why.
import type { Explanation } from '@rung/contracts';

import type { PersonGrade } from './grade-people.js';

type CellName = NonNullable<Explanation['lift']>['cells'][number];

const none = '—';
/** A cell's title is cut here: the whole text is in the JSON. */
const longestTitle = 60;

/** The whole report. */
export function gradeReport(grades: readonly PersonGrade[]): string {
  if (grades.length === 0) return 'Nobody is in the people file.\n';
  const rows = grades.map(({ person, explanation, grade }) => [
    person,
    explanation.currentLevel ?? none,
    explanation.targetLevel,
    grade ?? none,
  ]);
  const blocks = grades.map((grade) => [`${grade.person}: ${grade.grade ?? 'no level'}`, ...why(grade.explanation)].join('\n  '));
  return [table(['person', 'current', 'target', 'grade'], rows), ...blocks].join('\n\n') + '\n';
}

/** The gates up to the first that fails, what would open that one, and whether somebody contradicts themselves. */
function why({ gates, lift, warnings }: Explanation): string[] {
  const failed = gates.findIndex((gate) => !gate.passed);
  return [
    ...gates.slice(0, failed < 0 ? gates.length : failed + 1).map(gateLine),
    ...(lift === null ? [] : [`${lift.level} needs: ${lift.cells.map(titleOf).join('; ')}`]),
    ...warnings.map(({ source, earlier }) => `${source} contradicted: ${titleOf(earlier)} (both answers stand)`),
  ];
}

function gateLine({ level, passed, groups }: Explanation['gates'][number]): string {
  const counts = groups
    .filter(({ inForce }) => inForce > 0)
    .map(({ group, inForce, missed, mayMiss, mustHavesMissed }) => {
      const mustHaves = mustHavesMissed > 0 ? `, ${mustHavesMissed} of them must-have` : '';
      return `${group} ${inForce - missed} of ${inForce} met (${missed} missed${mustHaves}; ${mayMiss} may be)`;
    });
  return `${level} ${passed ? 'passed' : 'not passed'}: ${counts.length > 0 ? counts.join(', ') : 'nothing is expected there'}`;
}

function titleOf({ title }: CellName): string {
  const text = Object.values(title)[0] ?? '';
  return text.length <= longestTitle ? text : `${text.slice(0, longestTitle - 1).trimEnd()}…`;
}

function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = header.map((name, column) => Math.max(name.length, ...rows.map((row) => row[column]?.length ?? 0)));
  const line = (cells: readonly string[]) => cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ').trimEnd();
  return [header, ...rows].map(line).join('\n');
}
