import { languagesIn } from '../languages.js';
import type { LocalizedText, MatrixContent } from '../matrix.js';
import { startOf } from '../parts/sorted.js';
import type { Finding } from './findings.js';

/** Titles, statements and definitions that lack a language in which the matrix speaks elsewhere: a reader sees another one there. */
export function untranslated(matrix: MatrixContent): Finding[] {
  const languages = languagesIn(matrix);
  const lacking = (text: LocalizedText): string[] => languages.filter((language) => text[language] === undefined);
  const finding = (pointer: string, language: string, mend: Finding['mend']): Finding => ({ kind: 'untranslated', pointer, detail: `has no text in "${language}", in which others are`, mend });
  return [
    ...matrix.competencies.flatMap(({ id, title, cells }, row) => [
      ...lacking(title).map((language) =>
        finding(`/competencies/${row}/title`, language, { change: { kind: 'rename-competency', competency: id, title: { [language]: '…' } }, fill: [`/title/${language}`] })),
      ...cells.flatMap((cell, at) =>
        lacking(cell.statement).map((language) =>
          finding(`/competencies/${row}/cells/${at}/statement`, language, {
            change: { kind: 'edit-cell', competency: id, level: startOf(cell), statement: { [language]: '…' } },
            fill: [`/statement/${language}`],
          }))),
    ]),
    ...matrix.terms.flatMap(({ definition, word, measure }, at) =>
      lacking(definition).map((language) =>
        finding(`/terms/${at}/definition`, language, { change: { kind: 'set-term', word, definition: { ...definition, [language]: '…' }, measure }, fill: [`/definition/${language}`] }))),
  ];
}
