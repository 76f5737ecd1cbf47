import { importLimits, unreadable } from '../refusal.js';
import type { Source } from '../text/source.js';
import { groupHeadings, type GroupHeading } from './group-headings.js';
import type { LevelHeading } from './level-heading.js';
import { levelHeadings } from './level-headings.js';
import { missedLevels } from './missed-levels.js';
import { ownGroupHeadings, ownGroupsAbove } from './own-groups.js';
import { pairedHeadings, type PairedHeading } from './paired-headings.js';
import { withSaidLines, type SaidLine } from './said-lines.js';

export interface Headings {
  /** In the order of the text. */
  readonly levelMarks: readonly LevelHeading[];
  readonly groupMarks: readonly GroupHeading[];
  /** Levels are named with a group in one heading ("Junior — soft skills"), once for each. */
  readonly paired: boolean;
  /** By where a group's heading starts: a level's name before it that heads no level. */
  readonly kept: ReadonlyMap<number, string>;
}

/**
 * All headings of a text: those that are found, and those that a person has said.
 * @throws DomainError import-unreadable where there are more than an import may have, correction-not-applicable
 */
export function headingsOf(source: Source, said: readonly SaidLine[] = []): Headings {
  const found = foundHeadings(source);
  const { levels, groups } = withSaidLines(source, { levels: found.levelMarks, groups: found.groupMarks }, said);
  return { ...found, levelMarks: levels, groupMarks: groups };
}

function foundHeadings(source: Source): Headings {
  const known = groupHeadings(source.text);
  const inLevels = inOrder([...known, ...ownGroupHeadings(source.text, known)]);
  const levels = levelHeadings(source, inLevels);
  const groupMarks = inOrder([...inLevels, ...ownGroupsAbove(source.text, levels, inLevels)]);
  const candidates = pairedHeadings(source.text);
  const marks = [...levels, ...groupMarks, ...candidates.map((pair) => pair.level)];
  if (marks.length > importLimits.headings) {
    throw unreadable(source.placeOf(marks[importLimits.headings]?.word ?? 0), 'too-many-headings', { most: importLimits.headings });
  }
  const { found: missed, kept } = missedLevels(source.text, inOrder([...levels, ...candidates.map((pair) => pair.level)]), groupMarks);
  const levelMarks = inOrder([...levels, ...missed]);
  const levelFirst = candidates.filter((pair) => !pair.groupFirst);
  const pairsOnly = levelMarks.every((mark) => isWithin(mark, candidates)) && levelFirst.length === 0;
  const pairs = pairsOnly ? candidates : levelFirst;
  if (pairs.length === 0) return { levelMarks, groupMarks, paired: false, kept };
  return {
    levelMarks: inOrder([...levelMarks.filter((mark) => !isWithin(mark, pairs)), ...pairs.map((pair) => pair.level)]),
    groupMarks: inOrder([...groupMarks.filter((mark) => !isWithin(mark, pairs)), ...pairs.map((pair) => pair.group)]),
    paired: true,
    kept,
  };
}

function isWithin({ word }: { readonly word: number }, pairs: readonly PairedHeading[]): boolean {
  return pairs.some(({ level }) => word >= level.start && word < level.end);
}

function inOrder<Mark extends { readonly start: number }>(marks: readonly Mark[]): Mark[] {
  return [...marks].sort((one, other) => one.start - other.start);
}
