// How many people have which grade, as bars of text; and what a report tells of which unit.
import type { Unit } from '../organisation/organisation.js';
import type { UnitView } from '../steps/decide-grades.js';

const widest = 40;

/**
 * @param levels the names of the levels, from the lowest. @param grades a name each, or null for none.
 * @returns a line for each level and one for none.
 */
export function distributionChart(levels: readonly string[], grades: readonly (string | null)[]): string[] {
  const rows = [null, ...levels].map((level) => ({
    label: level ?? '(none)',
    count: grades.filter((grade) => grade === level).length,
  }));
  const labelWidth = Math.max(...rows.map(({ label }) => label.length));
  const most = Math.max(1, ...rows.map(({ count }) => count));
  return rows.map(({ label, count }) => {
    const bar = '█'.repeat(Math.round((count / most) * widest));
    return `  ${label.padEnd(labelWidth)}  ${`${count}`.padStart(3)}  ${bar}`.trimEnd();
  });
}

/** @param views in the order of the units. @returns a line for each unit, below the unit that it belongs to. */
export function unitsInWords(units: readonly Unit[], views: readonly UnitView[]): string[] {
  const rows = units.map((unit, at) => ({ label: `${'  '.repeat(depthOf(unit, units))}${unit.code}`, unit, view: views[at] }));
  const labelWidth = Math.max(...rows.map(({ label }) => label.length));
  const lineOf = ({ label, view }: (typeof rows)[number]) => `  ${label.padEnd(labelWidth)}  ${view?.people ?? `hidden: ${view?.hidden ?? 'not told'}`}`;
  const below = (parent: string | null): string[] => rows.filter(({ unit }) => unit.parent === parent).flatMap((row) => [lineOf(row), ...below(row.unit.code)]);
  return below(null);
}

function depthOf({ parent }: Unit, units: readonly Unit[]): number {
  const above = units.find(({ code }) => code === parent);
  return above === undefined ? 0 : 1 + depthOf(above, units);
}
