import { i18n } from '@lingui/core';

export const languages = ['en', 'ru'] as const;
export type Language = (typeof languages)[number];

const loaders: Record<Language, () => Promise<{ readonly messages: Record<string, string> }>> = {
  en: () => import('./en.js'),
  ru: () => import('./ru.js'),
};
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
  const { messages } = await loaders[language]();
  i18n.loadAndActivate({ locale: language, messages });
  document.documentElement.lang = language;
}

export async function chooseLanguage(language: Language): Promise<void> {
  await activateLanguage(language);
  localStorage.setItem(storageKey, language);
}
