// Whether a header, a sheet's name or a cell is the name of a level.
import { fold } from '../text/characters.js';
import { isAllSeniority, isSeniorityWord, rankOf } from '../text/seniority.js';
import { knownHeader } from './header-words.js';

const longestName = 60;
const mostWords = 5;

const called = /^(?:level|lvl|grade|band|tier|step|stage|milestone|rank|nivel|niveau|stufe|уровень|ур\.?|ступень|грейд|разряд|категория)\s?[:#№–—-]?\s?\S/u;
const counted = /^\d{1,2}(?:st|nd|rd|th|-?(?:[ыои]?й|а?я))?\s(?:level|grade|band|tier|step|stage|milestone|rank|уровень|ступень|грейд|разряд|категория)/u;
/** "L1 Designer", "IC3: Engineer". */
const codeOfRole = /^(?:l|ic|p|e|m)\d{1,2}(?:\s?[:–—-])?\s\p{L}/u;
const code = /^\p{L}{1,3}[- ]?\d{1,2}(?:\.\d)?$/u;
const inWords = new Set(
  'novice beginner competent proficient foundational foundation awareness aware practitioner working master mastery basic fluent новичок осведомленность осведомлённость уверенный мастер базовый знакомство'.split(' '),
);

/** Whether words name a level by themselves: "Junior+", "Level 2", "P3", "Staff Engineer", "Proficient". */
export function namesLevel(words: string): boolean {
  const title = words.trim();
  if (knownHeader(title) !== undefined || title === '' || title.length > longestName || title.split(/\s+/u).length > mostWords || /[!?;]|[.:]\s*$/u.test(title)) return false;
  const folded = fold(title);
  if (isAllSeniority(title) || called.test(folded) || counted.test(folded) || code.test(title) || codeOfRole.test(folded) || inWords.has(folded)) return true;
  return !/^\d+$/u.test(title) && /^\p{Lu}/u.test(title) && rankOf(title) !== undefined;
}

/** Those of several names that name levels: also "Data analyst" among "Junior data analyst" and "Lead data analyst". */
export function levelsAmong(names: readonly string[]): ReadonlySet<string> {
  const called = names.filter((name) => levelIn(name) !== undefined);
  const roles = new Set(called.map((name) => fold(name).split(/\s+/u).filter((word) => !isSeniorityWord(word)).join(' ')));
  return new Set([...called, ...names.filter((name) => name.trim() !== '' && roles.has(fold(name).split(/\s+/u).join(' ')))]);
}

/** How well something is known, where a cell says nothing else: "Awareness", "Expert". */
export function isProficiency(words: string): boolean {
  return words.length <= longestName && (inWords.has(fold(words)) || isAllSeniority(words));
}

/** "Level: Senior Engineer", "Senior Engineer". */
export function levelIn(words: string): string | undefined {
  const title = words.replace(/^(?:level|grade|уровень|грейд)\s?[:–—]\s?/iu, '');
  return namesLevel(title) ? title : undefined;
}

/** Bare numbers name levels only where several do, side by side. */
export function isNumber(words: string): boolean {
  return /^\d{1,2}$/u.test(words.trim());
}

/** Equal for names that people take as the same. */
export function levelKey(name: string): string {
  return fold(name.normalize('NFC')).replace(/\s+/gu, '');
}
