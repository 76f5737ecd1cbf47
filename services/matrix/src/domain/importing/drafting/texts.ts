// Texts in several languages.
import type { LocalizedText } from '@rung/matrix-model';

/** The text in a language; in the first that there is, where it is not translated. */
export function inLanguage(text: LocalizedText, language: string): string {
  return (Object.hasOwn(text, language) ? text[language] : undefined) ?? Object.values(text)[0] ?? '';
}

export function mapText(text: LocalizedText, change: (words: string) => string): LocalizedText {
  return Object.fromEntries(Object.entries(text).map(([language, words]) => [language, change(words)]));
}

/** The texts together; what is said first in a language stays. */
export function joinTexts(first: LocalizedText, ...others: readonly LocalizedText[]): LocalizedText {
  return others.reduce((joined, other) => ({ ...other, ...joined }), first);
}

/** Every language that a text of them is in, the given one first. */
export function languagesOf(texts: Iterable<LocalizedText>, first: string): string[] {
  const found = new Set<string>();
  for (const text of texts) for (const language of Object.keys(text)) found.add(language);
  const others = [...found].filter((language) => language !== first).sort();
  return found.size === 0 || found.has(first) ? [first, ...others] : others;
}
