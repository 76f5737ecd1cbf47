import { i18n } from '@lingui/core';

import { formatLocales } from './format-locales.js';
import type { LaterPart } from './message-id.js';

export const languages = ['en', 'ru'] as const;
export type Language = (typeof languages)[number];

const loaders: Record<Language, () => Promise<{ readonly messages: Record<string, string> }>> = {
  en: () => import('./en.js'),
  ru: () => import('./ru.js'),
};
const wanted = new Set<LaterPart>();

/** What one page alone says, loaded with that page; and what refusals say, with the first of them. */
async function messagesOf(language: Language, part: LaterPart): Promise<Record<string, string>> {
  const files = import.meta.glob<Record<string, string>>('./*/later/*.json', { import: 'default' });
  const load = files[`./${language}/later/${part}.json`];
  if (load === undefined) throw new Error(`There are no messages of ${part} in ${language}.`);
  return load();
}

const storageKey = 'rung.language';

const isLanguage = (value: unknown): value is Language => languages.includes(value as Language);

/** The one that was chosen on this device; else the first of the browser's that there is. */
export function preferredLanguage(): Language {
  const stored = localStorage.getItem(storageKey);
  if (isLanguage(stored)) return stored;
  return navigator.languages.map((tag) => tag.slice(0, 2)).find(isLanguage) ?? 'en';
}

/** Switches the whole page, without a reload. */
export async function activateLanguage(language: Language): Promise<void> {
  const [{ messages }, ...more] = await Promise.all([loaders[language](), ...[...wanted].map((part) => messagesOf(language, part))]);
  i18n.loadAndActivate({ locale: language, locales: formatLocales(language, navigator.languages), messages: Object.assign({}, messages, ...more) as Record<string, string> });
  document.documentElement.lang = language;
}

export async function chooseLanguage(language: Language): Promise<void> {
  await activateLanguage(language);
  localStorage.setItem(storageKey, language);
}

/** To be awaited before the page is shown; from then on they come with every language. */
export async function wantMessages(part: LaterPart): Promise<void> {
  if (wanted.has(part)) return;
  const language = i18n.locale as Language;
  i18n.load(language, await messagesOf(language, part));
  wanted.add(part);
  // chosen while these were on their way
  if (i18n.locale !== language) await activateLanguage(i18n.locale as Language);
}
