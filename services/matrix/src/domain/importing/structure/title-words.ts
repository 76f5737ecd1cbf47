// What the title of a level is made of.
import { ordinalOf } from '../text/ordinals.js';
import { isAllSeniority, isSeniorityWord } from '../text/seniority.js';
import { isDigit, isStop, isUpper } from '../text/characters.js';
import { oneLine } from '../text/source.js';

export const longestTitle = 80;
const mostWordsOfRole = 5;
const levelWord = new RegExp(
  `^(?:level|grade|position|role|stage|tier|уровень|грейд|ступень|позиция|должность|роль)(?:\\s|\\s?[:–—-]\\s?)|[\\s-](?:level|grade|уровень|грейд|ступень)$`,
  'iu',
);

/** A title without mark-up and the signs around it. */
export function withoutMarks(title: string): string {
  const words = oneLine(title.replace(/[*_#«»"“”`=>[\]]/gu, ' '));
  return oneLine(words.replace(/^[\s:.,–—-]{1,20}/u, '').replace(/(?:\s[-–—]|[:.,;–—]){1,20}$/u, ''));
}

const phrase = /(?<!\p{L})(?:an?|the|of|to|for|with|by|from|as|than|see|and|or|для|с|у|к|от|как|чем|см\.|и|или|на|что)\s+$/iu;

/** Whether a name at `at` belongs to the words before it: "works beside a Middle", "same as Grade 2". */
export function endsPhrase(text: string, at: number): boolean {
  return phrase.test(text.slice(Math.max(0, at - 10), at));
}

/** "1", "L3", "IV": what numbers levels. */
export function isCode(title: string): boolean {
  return /^(?:\d{1,2}|[IVX]{1,5}|\p{Lu}{1,2}\d{1,2})[+-]?$/u.test(title);
}

/** A title without its number in a list of levels and without the word for level before or behind it: "2. First level" is "First". */
export function bareTitle(words: string): { readonly title: string; readonly calledLevel: boolean } {
  const plain = withoutMarks(withoutMarks(words).replace(/^(?:\d{1,2}|[IVX]{1,4})[.)]\s/u, ''));
  const title = withoutMarks(plain.replace(levelWord, ''));
  return { title, calledLevel: title !== plain };
}

/** Whether words can only be a level's title: seniority alone, or a number that is called a level. */
export function isCertainTitle({ title, calledLevel }: { title: string; calledLevel: boolean }): boolean {
  return title !== '' && (isAllSeniority(title) || (calledLevel && (ordinalOf(title) !== undefined || isCode(title))));
}

/** Whether words could be a level's title where one is expected: a role and its rank ("Team Lead", "Engineer II", "Инженер 2 категории"). */
export function isLikelyTitle({ title, calledLevel }: { title: string; calledLevel: boolean }): boolean {
  const words = title.split(/[\s(),:]+|-(?=\p{L})|–|—/u).filter((word) => word !== '');
  const begins = isUpper(title[0]) || isDigit(title[0]);
  if (words.length === 0 || words.length > mostWordsOfRole || !begins || isStop(title.at(-1))) return codes.test(title);
  return calledLevel || codes.test(title) || words.some(isSeniorityWord) || categories.test(title) || ordinalOf(words.at(-1) ?? '') !== undefined;
}

const codes = /^\p{Lu}{1,2}\d{1,2}(?:\s?[/,–—-]\s?\p{Lu}{1,2}\d{1,2}){0,3}(?:\s\([^()]{1,40}\))?$/u;
const categories = /\s[1-6I]{1,3}(?:-?[йя])?\s(?:категории|разряда|класса)$/iu;
