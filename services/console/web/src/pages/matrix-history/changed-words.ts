import { inLanguage, type LocalizedText } from '../../i18n/in-language.js';
import type { MatrixChangeMade } from './matrix-history-query.js';

export interface ChangedWords {
  /** Of what: a cell, or a competency's title. */
  readonly place: string;
  readonly language: string;
  readonly before: string | undefined;
  readonly after: string | undefined;
}

/** @param own the reader's language: what came or went as a whole is said in it alone. */
export function changedWords(parts: MatrixChangeMade['parts'], own: string): ChangedWords[] {
  return parts.flatMap((part) => {
    if (part.part === 'cell') return ofText(`${part.competency} ${part.level}`, part.before?.statement, part.after?.statement, own);
    if (part.part === 'competency') return ofText(part.competency, part.before?.title, part.after?.title, own);
    return [];
  });
}

function ofText(place: string, before: LocalizedText | undefined, after: LocalizedText | undefined, own: string): ChangedWords[] {
  const whole = before ?? after;
  if (whole === undefined) return [];
  if (before === undefined || after === undefined) {
    const { value, language } = inLanguage(whole, own);
    return [{ place, language, before: before && value, after: after && value }];
  }
  const languages = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter((language) => before[language] !== after[language]);
  return languages.map((language) => ({ place, language, before: before[language], after: after[language] }));
}
