import { quoted, type AnomalyNote } from '../anomaly.js';
import { unreadable } from '../refusal.js';
import { isLineEnd } from '../text/characters.js';
import { skipSpaceBack, type Range, type Source } from '../text/source.js';
import { asideHeadings } from './aside-headings.js';
import { distinctLevels, type DistinctLevels } from './distinct-levels.js';
import type { GroupHeading } from './group-headings.js';
import { headingsOf } from './headings.js';
import { isKnownGroup } from '../text/group-words.js';
import type { SaidLine } from './said-lines.js';
import type { LevelHeading } from './level-heading.js';
import { termsHeadings } from './terms-heading.js';

/** A stretch of text under a level's heading, and under a group's where there is one. */
export interface Section {
  readonly level: number;
  readonly group: string | undefined;
  readonly range: Range;
  /** Lists of statements, or of terms, or what is neither: a rating scale, notes. */
  readonly holds: 'statements' | 'terms' | 'aside';
}

/** How a text is laid out: its levels in its own order, and what stands under each. */
export interface Outline {
  readonly levels: DistinctLevels['levels'];
  readonly preamble: Range;
  readonly sections: readonly Section[];
  readonly hasGroups: boolean;
  /** Those that the text names itself, each by its first heading, in its order. */
  readonly ownGroups: readonly GroupHeading[];
  readonly anomalies: readonly AnomalyNote[];
}

/** @throws DomainError correction-not-applicable, import-unreadable where there is no level, or more headings or levels than an import may have */
export function outlineOf(source: Source, said: readonly SaidLine[] = []): Outline {
  const { text } = source;
  const { levelMarks, groupMarks, paired, kept } = headingsOf(source, said);
  const [first] = levelMarks;
  if (first === undefined) {
    throw unreadable({ line: 1, column: 1 }, 'no-level');
  }
  const [outermost] = groupMarks;
  const groupsFirst = outermost !== undefined && outermost.end <= first.start && text.slice(outermost.end, first.start).trim() === '';
  const start = groupsFirst ? outermost.start : first.start;
  const groupsInLevels = groupMarks.filter(
    (mark) => mark.start >= start && !levelMarks.some((level) => mark.word >= level.word && mark.word < level.end),
  );
  const borders = [
    ...levelMarks.map((mark, at) => ({ ...mark, mark: at, group: undefined as string | undefined, holds: 'statements' as Section['holds'] })),
    ...groupsInLevels.map((mark) => ({ ...mark, mark: undefined, group: mark.group as string | undefined, holds: 'statements' as Section['holds'] })),
    ...besides(text, first.start),
  ].sort((one, other) => one.start - other.start);
  let mark = 0;
  let outer: string | undefined;
  const laidOut = borders.map((border, at) => {
    mark = border.mark ?? mark;
    outer = groupsFirst ? (border.group ?? outer) : undefined;
    const { holds } = border;
    const range = { start: holds === 'aside' ? border.start : border.end, end: Math.max(border.end, borders[at + 1]?.start ?? text.length) };
    return { mark, group: border.group ?? (holds === 'statements' ? outer : undefined), holds, range };
  });
  const groupsUnder = levelMarks.map((): string[] => []);
  for (const { mark: at, group } of laidOut) if (group !== undefined && !(groupsFirst && groupsUnder[at]?.length === 1)) groupsUnder[at]?.push(group);
  const { levels, levelOf, anomalies } = distinctLevels(source, levelMarks, { groupsUnder, byGroup: groupsFirst || paired });
  return {
    levels,
    preamble: { start: 0, end: start },
    sections: laidOut.map(({ mark: at, ...section }) => ({ ...section, level: levelOf[at] ?? 0 })),
    hasGroups: groupsInLevels.length > 0,
    ownGroups: groupsInLevels.filter(({ group }, at) => !isKnownGroup(group) && groupsInLevels.findIndex((other) => other.group === group) === at),
    anomalies: [
      ...anomalies,
      ...borders.flatMap((border, at) => bindingOf(text, { ...border, doubt: doubtAbout(laidOut, at, kept.get(border.start)) }, levelMarks)),
    ],
  };
}

/** Headings behind the first level's under which no statements stand. */
function besides(text: string, from: number): (Range & { word: number; loose: false; mark: undefined; group: undefined; holds: Section['holds'] })[] {
  const of = (marks: readonly Range[], holds: Section['holds']) =>
    marks.filter((mark) => mark.start > from).map((mark) => ({ ...mark, word: mark.start, loose: false as const, mark: undefined, group: undefined, holds }));
  return [...of(termsHeadings(text), 'terms'), ...of(asideHeadings(text), 'aside')];
}

/** What a group's heading without a stop before it leaves open: whether a level begins there. */
function doubtAbout(laidOut: readonly { mark: number; group: string | undefined }[], at: number, name: string | undefined): string {
  if (name !== undefined) return `; ${quoted(name)} is read as the end of the statement, not as a level`;
  const here = laidOut[at];
  const again = here?.group !== undefined && laidOut.findIndex(({ mark, group }) => mark === here.mark && group === here.group) < at;
  return again ? '; the group stands here for the second time under one level: is the name of a level missing, or unknown?' : '';
}

/** What is missing between a heading and what stands before it. */
function bindingOf(
  text: string,
  heading: Range & { word: number; loose: boolean; group: string | undefined; doubt: string },
  levelMarks: readonly LevelHeading[],
): AnomalyNote[] {
  const withoutWords = heading.start === heading.end;
  if (withoutWords || heading.start === 0 || heading.start !== heading.word || isLineEnd(text[heading.start - 1])) return [];
  const before = skipSpaceBack(text, heading.start, 0);
  if (before === heading.start) {
    return [
      {
        kind: 'missing-space',
        at: heading.word,
        message: `no space before the heading ${quoted(text.slice(heading.word, heading.end).trim())}`,
      },
    ];
  }
  const afterTitle = heading.group !== undefined && levelMarks.some((level) => level.end >= before && level.word < before);
  if (!heading.loose || afterTitle || text[before - 1] === ':') return [];
  return [
    {
      kind: 'missing-stop',
      at: before,
      message: `no full stop before the heading ${quoted(text.slice(heading.word, heading.end).trim())}${heading.doubt}`,
    },
  ];
}
