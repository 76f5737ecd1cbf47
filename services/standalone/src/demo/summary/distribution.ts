// How many people have which grade, as bars of text.
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
