// What every page says in Russian: one file per part of the page. What is in `later/` is loaded when it is asked for (language.ts).
const parts = import.meta.glob<Record<string, string>>('./ru/*.json', { eager: true, import: 'default' });

export const messages = Object.assign({}, ...Object.values(parts)) as Record<string, string>;
