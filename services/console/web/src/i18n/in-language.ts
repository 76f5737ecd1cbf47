import { languages } from './language.js';

/** Text that an organisation wrote, by language tag. */
export type LocalizedText = Readonly<Record<string, string>>;

/** @returns the text in the wanted language, or in the first that there is. */
export function inLanguage(text: LocalizedText, language: string): { readonly value: string; readonly language: string } {
  const order = [language, ...Object.keys(text).filter((tag) => tag.startsWith(`${language}-`)), ...languages, ...Object.keys(text)];
  const found = order.find((tag) => (text[tag] ?? '') !== '');
  return found === undefined ? { value: '', language } : { value: text[found] ?? '', language: found };
}
