// What every page says in English: one file per part of the page. What one page alone says is loaded with it (language.ts).
const parts = import.meta.glob<Record<string, string>>(['./en/*.json', '!./en/{assess,grade,import,problems,tasks}.json'], { eager: true, import: 'default' });

export const messages = Object.assign({}, ...Object.values(parts)) as Record<string, string>;
