import { i18n } from '@lingui/core';

import { formatLocales } from './format-locales.js';

export const languages = ['en', 'ru'] as const;
export type Language = (typeof languages)[number];

const loaders: Record<Language, () => Promise<{ readonly messages: Record<string, string> }>> = {
  en: () => import('./en.js'),
  ru: () => import('./ru.js'),
};
/** What one page alone says, loaded with that page; and what refusals say, with the first of them. */
type PageMessages = 'assess' | 'grade' | 'import' | 'problems' | 'tasks';
const ofPages: Record<PageMessages, Record<Language, () => Promise<{ readonly default: Record<string, string> }>>> = {
  assess: { en: () => import('./en/assess.json'), ru: () => import('./ru/assess.json') },
  grade: { en: () => import('./en/grade.json'), ru: () => import('./ru/grade.json') },
  import: { en: () => import('./en/import.json'), ru: () => import('./ru/import.json') },
  problems: { en: () => import('./en/problems.json'), ru: () => import('./ru/problems.json') },
  tasks: { en: () => import('./en/tasks.json'), ru: () => import('./ru/tasks.json') },
};
const wanted = new Set<PageMessages>();
const messagesOf = async (language: Language, page: PageMessages) => (await ofPages[page][language]()).default;
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
  const [{ messages }, ...more] = await Promise.all([loaders[language](), ...[...wanted].map((page) => messagesOf(language, page))]);
  i18n.loadAndActivate({ locale: language, locales: formatLocales(language, navigator.languages), messages: Object.assign({}, messages, ...more) as Record<string, string> });
  document.documentElement.lang = language;
}

export async function chooseLanguage(language: Language): Promise<void> {
  await activateLanguage(language);
  localStorage.setItem(storageKey, language);
}

/** To be awaited before the page is shown; from then on they come with every language. */
export async function wantMessages(page: PageMessages): Promise<void> {
  if (wanted.has(page)) return;
  const language = i18n.locale as Language;
  i18n.load(language, await messagesOf(language, page));
  wanted.add(page);
  // chosen while these were on their way
  if (i18n.locale !== language) await activateLanguage(i18n.locale as Language);
}
