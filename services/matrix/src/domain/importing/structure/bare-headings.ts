import { namesIn } from '../text/seniority.js';
import { skipSpace } from '../text/source.js';
import { beginsGroups } from './begins-groups.js';
import type { GroupHeading } from './group-headings.js';
import type { LevelHeading } from './level-headings.js';
import { bareTitle, isCertainTitle, isLikelyTitle, longestTitle } from './title-words.js';

/** Lines, or words right before a group's heading at a border of sentences, that are nothing but words of seniority. */
export function bareHeadings(text: string, groupHeadings: readonly GroupHeading[]): LevelHeading[] {
  const found: LevelHeading[] = [];
  for (const line of text.matchAll(/[^\r\n]+/gu)) {
    if (line[0].length > longestTitle + 20) continue;
    const title = bareTitle(line[0]);
    const [word, end] = [skipSpace(text, line.index, text.length), line.index + line[0].length];
    if (!isCertainTitle(title) && !(isLikelyTitle(title) && beginsGroups(text, { word, end }, groupHeadings))) continue;
    found.push({ start: word, word, end, names: namesIn(title.title), loose: false });
  }
  const taken = new Set(found.map((heading) => heading.word));
  for (const group of groupHeadings) {
    const before = text.slice(Math.max(0, group.start - longestTitle), group.start);
    const cut = Math.max(...[...before.matchAll(/[.!?;)\n\r]\s?/gu)].map((match) => match.index + 1), group.start <= longestTitle ? 0 : -1);
    const title = bareTitle(cut < 0 ? '' : before.slice(cut));
    if (!isCertainTitle(title)) continue;
    const word = skipSpace(text, group.start - before.length + cut, group.start);
    if (!taken.has(word)) found.push({ start: word, word, end: group.start, names: namesIn(title.title), loose: false });
  }
  return found.sort((one, other) => one.start - other.start);
}
