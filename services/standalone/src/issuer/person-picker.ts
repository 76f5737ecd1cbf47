// The page on which one chooses who to be: plain HTML, no script, readable in both languages, both themes and on a narrow phone.
import { createHash } from 'node:crypto';

import type { AuthorizationQuery } from './authorization.js';
import type { DemoPerson, Title } from './dev-issuer.js';
import { pickerStyle } from './person-picker.style.js';

type Language = keyof Title;

const words = {
  ru: {
    title: 'Кем войти?',
    what: 'Rung — оценка компетенций: чего ждут на каждом уровне, как люди отвечают друг о друге и почему грейд именно такой.',
    note: 'Это демонстрационный вход на вашем компьютере: пароля нет. В рабочей установке здесь система входа вашей организации.',
    search: 'Имя, должность или табельный номер',
    find: 'Найти',
    all: 'Показать всех',
    staff: 'Роли в организации',
    employees: 'Сотрудники',
    nobody: 'Никого не нашлось. Проверьте написание или покажите всех.',
    more: (hidden: number) => `Ещё ${hidden}: уточните поиск.`,
    other: 'Другой человек',
    key: 'Ключ из справочника людей',
    enter: 'Войти',
    unknown: (key: string) => `Ключа «${key}» нет ни в этом списке, ни в справочнике людей. Проверьте, так ли он записан в файле, из которого людей импортировали.`,
  },
  en: {
    title: 'Who would you like to be?',
    what: 'Rung assesses competencies: what each level expects, what people answer about each other, and why a grade is what it is.',
    note: 'This is the demo sign-in on your own machine: there is no password. In production your organisation’s sign-in is in its place.',
    search: 'Name, title or key',
    find: 'Search',
    all: 'Show everyone',
    staff: 'Roles in the organisation',
    employees: 'Employees',
    nobody: 'Nobody was found. Check the spelling, or show everyone.',
    more: (hidden: number) => `${hidden} more: narrow the search.`,
    other: 'Somebody else',
    key: 'Key in the directory of people',
    enter: 'Sign in',
    unknown: (key: string) => `Nobody has the key “${key}”: neither in this list nor in the directory of people. Check how the file spells it from which people were imported.`,
  },
} as const;

const mostShown = 60;
const styleHash = createHash('sha256').update(pickerStyle).digest('base64');

export interface Picker {
  readonly people: readonly DemoPerson[];
  readonly query: AuthorizationQuery;
  /** Accept-Language, where the client names no language. */
  readonly languages: string | undefined;
  /** A key that was typed and that nobody has. */
  readonly unknown?: string;
}

/** Answers of the form go back to this page and from here to the client, so a browser must allow both. */
export function pickerPolicy({ redirect_uri: redirectUri }: AuthorizationQuery): string {
  const client = new URL(redirectUri).origin;
  return `default-src 'none'; style-src 'sha256-${styleHash}'; form-action 'self' ${client}; frame-ancestors 'none'; base-uri 'none'`;
}

export function personPicker({ people, query, languages, unknown }: Picker): string {
  const language = languageOf(query.ui_locales ?? languages);
  const text = words[language];
  const { q = '', ...request } = query;
  const found = people.filter((person) => holds([person.key, person.name, ...Object.values(person.title)], q));
  const shown = found.slice(0, mostShown);
  const group = (heading: string, members: readonly DemoPerson[]): string => {
    const rows = members.map((person) => `<li><button name="person" value="${escaped(person.key)}"><b>${escaped(person.name)}</b><span>${escaped(person.title[language])} · ${escaped(person.key)}</span>${person.does === undefined ? '' : `<span>${escaped(person.does[language])}</span>`}</button></li>`);
    return members.length === 0 ? '' : `<h2>${heading}</h2><ul>${rows.join('')}</ul>`;
  };
  const list = `${group(text.staff, shown.filter(({ roles }) => roles.length > 0))}${group(text.employees, shown.filter(({ roles }) => roles.length === 0))}`;
  const typed = unknown === undefined ? '' : ` value="${escaped(unknown)}" aria-invalid="true" aria-describedby="unknown" autofocus`;
  const refused = unknown === undefined ? '' : `<p id="unknown" class="refused" role="alert">${escaped(text.unknown(unknown))}</p>`;
  const here = `?${escaped(new URLSearchParams(request as Record<string, string>).toString())}`;
  return `<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${text.title} · Rung</title><style>${pickerStyle}</style></head>
<body><main><p class="brand">Rung</p><p>${text.what}</p><h1>${text.title}</h1><p>${text.note}</p>
<form method="get" role="search">${hidden(request)}<label for="q">${text.search}</label>
<div class="row"><input id="q" name="q" type="search" value="${escaped(q)}" autocomplete="off"><button class="plain">${text.find}</button></div></form>
<form method="post" action="${here}">${list === '' ? `<p role="status">${text.nobody}</p>` : list}</form>
${found.length > shown.length ? `<p role="status">${text.more(found.length - shown.length)}</p>` : ''}
${q === '' ? '' : `<p><a href="${here}">${text.all}</a></p>`}
<form method="post" action="${here}"><h2>${text.other}</h2>${refused}<label for="person">${text.key}</label>
<div class="row"><input id="person" name="person" required maxlength="200" autocomplete="off"${typed}><button class="plain">${text.enter}</button></div></form>
</main></body></html>`;
}

/** The first of the languages given that the page speaks. */
function languageOf(languages = ''): Language {
  const known = languages.split(/[\s,]+/).map((one) => one.slice(0, 2).toLowerCase()).find((one) => one === 'ru' || one === 'en');
  return known === 'ru' ? 'ru' : 'en';
}

function holds(texts: readonly string[], sought: string): boolean {
  const plain = (text: string): string => text.toLocaleLowerCase('ru').replaceAll('ё', 'е');
  const parts = plain(sought).split(/\s+/).filter(Boolean);
  const whole = texts.map(plain).join(' ');
  return parts.every((part) => whole.includes(part));
}

function hidden(request: Omit<AuthorizationQuery, 'q'>): string {
  return Object.entries(request).map(([name, value]) => `<input type="hidden" name="${name}" value="${escaped(value ?? '')}">`).join('');
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;').replaceAll("'", '&#39;');
}
