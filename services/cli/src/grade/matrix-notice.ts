// What a person is told of a matrix text that looks wrong, before grades are decided by it.
import { faultLine } from '../refusal.js';
import type { ReadMatrix } from './matrix-file.js';

/** Of more than these the first are shown, and the preview shows all. */
const shownAtMost = 5;

/** Lines that name the first places and the way to see all of them; empty where the text is sound. */
export function matrixNotice(file: string, { anomalies, questions }: ReadMatrix['doubts']): string {
  const count = anomalies.length + questions.length;
  if (count === 0) return '';
  const lines = [
    ...questions.map(({ message }) => faultLine({ file, detail: message })),
    ...anomalies.map(({ line, column, kind, message }) => faultLine({ file, line, column, detail: `${kind}: ${message}` })),
  ];
  const rest = count > shownAtMost ? [`  … and ${count - shownAtMost} more`] : [];
  return [
    `The matrix text was read, but ${count === 1 ? 'one thing in it looks' : `${count} things in it look`} wrong; "rung matrix preview ${file}" shows how it is read:`,
    ...lines.slice(0, shownAtMost).map((line) => `  ${line}`),
    ...rest,
    '',
  ].join('\n');
}
