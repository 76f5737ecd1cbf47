import { fold } from '../text/characters.js';
import { namesIn } from '../text/seniority.js';
import { skipSpace } from '../text/source.js';
import type { GroupHeading } from './group-headings.js';
import { groupWords, type Group } from '../text/group-words.js';
import type { LevelHeading } from './level-heading.js';
import { nameIn } from './own-group-lines.js';
import { bareTitle, isCertainTitle, isLikelyTitle, withoutMarks } from './title-words.js';

export interface PairedHeading {
  readonly level: LevelHeading;
  readonly group: GroupHeading;
  /** "Soft skills (Junior)", which may also say that a list is Junior's: a heading only where no level has one of its own. */
  readonly groupFirst: boolean;
}

/** A line of at most 120 characters: no longer one is a heading, and a pattern without a bound may run out of stack on one of megabytes. */
const shortLine = /^[^\r\n]{1,120}$/gmu;
const sign = '[\\s–—:|/.,()-]';
const groupBehind = new RegExp(`^(?<rest>.*${sign})${groupWords}${sign}*$`, 'iu');
const groupBefore = new RegExp(`^${groupWords}(?<rest>\\s*${sign}.*)$`, 'iu');
const preposition = /^(?:for|of|для|у|уровня)\s/iu;

/** Lines that are the headings of a level and of a group at once: "Junior — soft skills", "Софты (Senior):". */
export function pairedHeadings(text: string): PairedHeading[] {
  const found: PairedHeading[] = [];
  const titles = new Map<string, PairedHeading>();
  for (const line of text.matchAll(shortLine)) {
    const words = wordsOf(line[0]);
    const behind = groupBehind.exec(words)?.groups;
    const parts = behind ?? groupBefore.exec(words)?.groups;
    if (parts === undefined) continue;
    const rest = (parts['rest'] ?? '').trim();
    if (/\d[.)]\s/u.test(rest)) continue; // a list, not a title
    const setOff = /[–—:|/.,(-]\s*$/u.test(rest) || /^[–—:|/.,(-]/u.test(rest);
    const title = bareTitle(rest.replace(/^[\s(|/]+|[\s)|/(]+$/gu, '').replace(preposition, ''));
    if (!isCertainTitle(title) && !(setOff && isLikelyTitle(title))) continue;
    const end = line.index + line[0].length;
    const start = skipSpace(text, line.index, end);
    const group: Group = parts['soft'] === undefined ? 'hard' : 'soft';
    const pair: PairedHeading = {
      level: { start, word: start, end, names: namesIn(title.title), loose: false },
      group: { group, start: end, word: end, end, loose: false },
      groupFirst: behind === undefined,
    };
    found.push(pair);
    titles.set(fold(parts['rest'] ?? ''), pair);
  }
  return [...found, ...ownPairs(text, titles)].sort((one, other) => one.level.start - other.level.start);
}

const wordsOf = (line: string): string => withoutMarks(line).replace(/^\d{1,2}[.)]\s/u, '');

/** Of the other lines. They are gone through once more rather than kept: a text may have millions. */
function ownPairs(text: string, titles: ReadonlyMap<string, PairedHeading>): PairedHeading[] {
  const found: PairedHeading[] = [];
  if (titles.size === 0) return found;
  for (const line of text.matchAll(shortLine)) {
    const words = wordsOf(line[0]);
    const pair = groupBehind.test(words) || groupBefore.test(words) ? undefined : ownPair(text, { line: line[0], start: line.index, words }, titles);
    if (pair !== undefined) found.push(pair);
  }
  return found;
}

const joint = /[–—:|/.,()-]/gu;

/** "Junior — leading others", where "Junior — soft skills" is such a heading: of a group that the text names itself. */
function ownPair(text: string, { line, start: from, words }: { line: string; start: number; words: string }, titles: ReadonlyMap<string, PairedHeading>): PairedHeading | undefined {
  for (const { index } of words.matchAll(joint)) {
    const behind = /^\s*/u.exec(words.slice(index + 1))?.[0].length ?? 0;
    const [before, after] = [words.slice(0, index), words.slice(index + 1)];
    const cuts = [[words.slice(0, index + 1 + behind), after], [words.slice(before.trimEnd().length), before]] as const;
    for (const [rest, name] of cuts) {
      const like = titles.get(fold(rest));
      const called = nameIn(name.trim().replace(/^\p{Ll}/u, (letter) => letter.toUpperCase()));
      if (like === undefined || called === undefined) continue;
      const end = from + line.length;
      const start = skipSpace(text, from, end);
      return { level: { ...like.level, start, word: start, end }, group: { group: called, start: end, word: end, end, loose: false, within: { start, end } }, groupFirst: like.groupFirst };
    }
  }
  return undefined;
}
