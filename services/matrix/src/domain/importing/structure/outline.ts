import { quoted, type AnomalyNote } from '../anomaly.js';
import { importLimits, unreadable } from '../refusal.js';
import { fold, isLineEnd } from '../text/characters.js';
import { skipSpaceBack, type Range, type Source } from '../text/source.js';
import { groupHeadings, type Group } from './group-headings.js';
import { levelHeadings, type LevelHeading } from './level-headings.js';
import { termsHeadings } from './terms-heading.js';

/** A stretch of text under a level's heading, and under a group's where there is one. */
export interface Section {
  readonly level: number;
  readonly group: Group | undefined;
  readonly range: Range;
  /** It lists terms, not statements. */
  readonly terms: boolean;
}

/** How a text is laid out: its levels in its own order, and what stands under each. */
export interface Outline {
  readonly levels: readonly { readonly names: readonly string[]; readonly at: number }[];
  readonly preamble: Range;
  readonly sections: readonly Section[];
  readonly hasGroups: boolean;
  readonly anomalies: readonly AnomalyNote[];
}

/** @throws DomainError import-unreadable where there is no level, or more headings or levels than an import may have */
export function outlineOf(source: Source): Outline {
  const { text } = source;
  const groupMarks = groupHeadings(text);
  const levelMarks = levelHeadings(source, groupMarks);
  const [first] = levelMarks;
  if (first === undefined) {
    throw unreadable(
      { line: 1, column: 1 },
      'no level was found; looked for headings such as "Уровень Junior", "Level Junior" or "Grade 7", with "Софты:" and "Харды:" or "Soft skills:" and "Hard skills:" and numbered statements under each',
    );
  }
  if (levelMarks.length + groupMarks.length > importLimits.headings) {
    throw unreadable(
      source.placeOf(levelMarks[importLimits.headings]?.word ?? first.word),
      `more than ${importLimits.headings} headings; split the text`,
    );
  }
  const { levels, levelOf, anomalies } = distinctLevels(source, levelMarks);
  const groupsInLevels = groupMarks.filter(
    (mark) => mark.start >= first.start && !levelMarks.some((level) => mark.word >= level.word && mark.word < level.end),
  );
  const borders = [
    ...levelMarks.map((mark, at) => ({ ...mark, level: levelOf[at], group: undefined as Group | undefined, terms: false })),
    ...groupsInLevels.map((mark) => ({ ...mark, level: undefined, group: mark.group as Group | undefined, terms: false })),
    ...termsHeadings(text)
      .filter((mark) => mark.start > first.start)
      .map((mark) => ({ ...mark, word: mark.start, loose: false, level: undefined, group: undefined, terms: true })),
  ].sort((one, other) => one.start - other.start);
  let level = 0;
  const sections = borders.map((border, at) => {
    level = border.level ?? level;
    return { level, group: border.group, terms: border.terms, range: { start: border.end, end: Math.max(border.end, borders[at + 1]?.start ?? text.length) } };
  });
  return {
    levels,
    preamble: { start: 0, end: first.start },
    sections,
    hasGroups: groupsInLevels.length > 0,
    anomalies: [...anomalies, ...borders.flatMap((border) => bindingOf(text, border, levelMarks))],
  };
}

/** A level named twice is one level: what stands under its second heading is added to what stands under the first. */
function distinctLevels(
  source: Source,
  marks: readonly LevelHeading[],
): { levels: { names: string[]; at: number }[]; levelOf: number[]; anomalies: AnomalyNote[] } {
  const levels: { names: string[]; at: number }[] = [];
  const byName = new Map<string, number>();
  const anomalies: AnomalyNote[] = [];
  const levelOf = marks.map((mark) => {
    const fresh = mark.names.filter((name) => !byName.has(nameKey(name)));
    const [known] = mark.names.filter((name) => byName.has(nameKey(name)));
    const at = fresh.length === 0 ? (byName.get(nameKey(known ?? '')) ?? 0) : levels.length;
    if (known !== undefined) {
      const message =
        fresh.length === 0
          ? `the level ${quoted(known)} was named before; both lists are read as one`
          : `the name ${quoted(known)} belongs to a level before; this level keeps ${fresh.map(quoted).join(', ')}`;
      anomalies.push({ kind: 'duplicate-level', at: mark.word, message });
    }
    if (at === levels.length) levels.push({ names: fresh, at: mark.word });
    if (levels.length > importLimits.levels)
      throw unreadable(source.placeOf(mark.word), `more than ${importLimits.levels} levels; a matrix has fewer`);
    for (const name of fresh) byName.set(nameKey(name), at);
    return at;
  });
  return { levels, levelOf, anomalies };
}

function nameKey(name: string): string {
  return fold(name).replace(/\s+/gu, '');
}

/** What is missing between a heading and what stands before it. */
function bindingOf(
  text: string,
  heading: Range & { word: number; loose: boolean; group: Group | undefined },
  levelMarks: readonly LevelHeading[],
): AnomalyNote[] {
  if (heading.start === 0 || heading.start !== heading.word || isLineEnd(text[heading.start - 1])) return [];
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
      message: `no full stop before the heading ${quoted(text.slice(heading.word, heading.end).trim())}`,
    },
  ];
}
