// The table that a person reads after a bench.
import { meetsAim, type BenchResult } from './bench-result.js';

const heads = ['', 'figure', 'ours', 'theirs', 'unit', 'ratio', 'aim'];
const isNumeric = (column: number) => [2, 3, 5].includes(column);

/** Three significant digits below a hundred, whole numbers with thousands apart above. */
const figure = (value: number) => (Math.abs(value) < 100 ? value.toPrecision(3) : Math.round(value).toLocaleString('en'));

/** One line per result, columns aligned, ✓ or ✗ in front. */
export function tableOf(results: readonly BenchResult[]): string {
  const rows = results.map((result) => [
    meetsAim(result) ? '✓' : '✗',
    result.name,
    figure(result.ours),
    figure(result.theirs),
    result.unit,
    result.ratio.toFixed(2),
    result.aim,
  ]);
  const widths = heads.map((_, column) => Math.max(...[heads, ...rows].map((row) => (row[column] ?? '').length)));
  const line = (row: readonly string[]) =>
    row.map((cell, at) => (isNumeric(at) ? cell.padStart(widths[at] ?? 0) : cell.padEnd(widths[at] ?? 0))).join('  ').trimEnd();
  return [heads, ...rows].map(line).join('\n');
}
