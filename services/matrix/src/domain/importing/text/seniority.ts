import { fold } from './characters.js';
import { ordinalOf } from './ordinals.js';

/** Words of seniority and how senior they are; words of the same rank are synonyms or peers. */
const ranks: Readonly<Record<string, number>> = {
  ...ranked(0, 'intern internship trainee apprentice beginner novice basic стажер интерн практикант ученик новичок начальный базовый anfänger berufseinsteiger einsteiger aprendiz principiante débutant'),
  ...ranked(1, 'junior jun jr entry entry-level associate джуниор джун младший юниор'),
  ...ranked(2, 'middle mid mid-level midlevel regular intermediate мидл миддл средний fortgeschritten fortgeschrittene fortgeschrittener intermedio intermédiaire'),
  ...ranked(3, 'senior sr advanced avanzado confirmé сеньор синьор сениор синиор старший продвинутый'),
  ...ranked(4, 'lead teamlead techlead staff лид тимлид техлид стафф ведущий'),
  ...ranked(5, 'principal expert experte expertin experto experta принципал эксперт экспертный главный'),
  ...ranked(6, 'head distinguished fellow руководитель'),
};

function ranked(rank: number, words: string): Record<string, number> {
  return Object.fromEntries(words.split(' ').map((word) => [word, rank]));
}

/** How senior a word is, "Middle+" a little more than "Middle"; undefined for any other word. */
export function seniorityOf(word: string): number | undefined {
  const parts = /^(.*?)([+-]{0,3})$/u.exec(fold(word).replace(/\.$/u, '').slice(0, 40));
  const rank = Object.hasOwn(ranks, parts?.[1] ?? '') ? ranks[parts?.[1] ?? ''] : undefined;
  if (rank === undefined) return undefined;
  return [...(parts?.[2] ?? '')].reduce((sum, sign) => sum + (sign === '+' ? 0.25 : -0.25), rank);
}

/** The word without its signs: what "Middle", "middle+" and "Middle-" share. */
export function isSeniorityWord(word: string): boolean {
  return seniorityOf(word) !== undefined;
}

/**
 * The names that a level's title holds: several only where every part is a word of seniority ("Junior+ Middle-",
 * "Senior/Lead"), else the whole title is the one name ("Tech Lead").
 */
export function namesIn(title: string): string[] {
  const words = title
    .replace(/([\p{L}\p{N}])\s+([+]+(?=\s|$)|-(?=\s*(?:$|[/,;|])))/gu, '$1$2')
    .split(/[\s/,;|&()]+/u)
    .filter((word) => word !== '' && !/^(и|или|and|or|-|–|—)$/iu.test(word));
  if (words.length < 2 || !words.every(isSeniorityWord)) return [words.length === 1 ? (words[0] ?? title) : title];
  return words.filter((word, at) => words.findIndex((other) => fold(other) === fold(word)) === at);
}

/** How senior a level's name is, by its words or its number ("Engineer II", "L3", "2-й"); undefined where it tells nothing. */
export function rankOf(name: string): number | undefined {
  const code = /^\p{L}{0,2}(\d{1,2})$/u.exec(name)?.[1];
  if (code !== undefined) return Number(code);
  const words = name.split(/[\s(),:]+/u);
  const rank = words.map(seniorityOf).find((one) => one !== undefined);
  // Of the Russian categories and classes the third is the lowest.
  const counted = /(?<!\p{L})(?:категори|разряд|класс)/iu.test(name) ? undefined : words.map(ordinalOf).find((one) => one !== undefined);
  return rank === undefined ? counted : rank + (counted ?? 0) / 100;
}

/** Whether a title is nothing but words of seniority. */
export function isAllSeniority(title: string): boolean {
  const names = namesIn(title);
  return names.length > 0 && names.every(isSeniorityWord);
}
