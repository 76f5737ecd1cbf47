import { languagesIn } from '@rung/matrix-model/languages';

import type { LocalizedText } from '../i18n/in-language.js';
import { languages as ownLanguages } from '../i18n/language.js';
import type { Grid } from './matrix-queries.js';

/** The languages that a matrix is written in, and those of the page: so that a translation can begin. */
export const languagesOf = (grid: Grid): readonly string[] => [...new Set([...languagesIn(grid), ...ownLanguages])];

export function nameOfLanguage(tag: string, inLanguage: string): string {
  return new Intl.DisplayNames([inLanguage], { type: 'language' }).of(tag) ?? tag;
}

type TextChange = Readonly<Record<string, string | null>>;

/** What leads from one text to the other; a language that was emptied goes. Undefined where nothing does. */
export function textChange(before: LocalizedText, after: LocalizedText): TextChange | undefined {
  const changed = Object.entries(after).filter(([language, text]) => text.trim() !== (before[language] ?? ''));
  return changed.length === 0 ? undefined : Object.fromEntries(changed.map(([language, text]) => [language, text.trim() || null]));
}

/** Without the languages in which nothing is said. */
export function saidIn(text: LocalizedText): Record<string, string> {
  return Object.fromEntries(Object.entries(text).flatMap(([language, words]) => (words.trim() === '' ? [] : [[language, words.trim()]])));
}
