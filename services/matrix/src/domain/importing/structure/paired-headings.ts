import { namesIn } from '../text/seniority.js';
import { skipSpace } from '../text/source.js';
import type { GroupHeading } from './group-headings.js';
import { groupWords, type Group } from '../text/group-words.js';
import type { LevelHeading } from './level-heading.js';
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
  for (const line of text.matchAll(shortLine)) {
    const words = withoutMarks(line[0]).replace(/^\d{1,2}[.)]\s/u, '');
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
    found.push({
      level: { start, word: start, end, names: namesIn(title.title), loose: false },
      group: { group, start: end, word: end, end, loose: false },
      groupFirst: behind === undefined,
    });
  }
  return found;
}
