// Lines of which a person has said what they are: that stands, whatever the reader takes them for.
import { correctionRefused } from '../correction-refused.js';
import { why } from '../reasons.js';
import { isKnownGroup, type Group } from '../text/group-words.js';
import { namesIn } from '../text/seniority.js';
import { trimmed, type Range, type Source } from '../text/source.js';
import type { GroupHeading } from './group-headings.js';
import type { LevelHeading } from './level-heading.js';
import { bareTitle, longestTitle, withoutMarks } from './title-words.js';

export interface SaidLine {
  /** Of the text as it came, counted from 1. */
  readonly line: number;
  readonly is: 'level' | Group | 'own-group' | 'no-heading';
  /** Its place among the corrections. */
  readonly at: number;
}

interface Marks {
  readonly levels: readonly LevelHeading[];
  readonly groups: readonly GroupHeading[];
}

/**
 * The headings, with those lines that are said to be some and without those that are said to be none.
 * @throws DomainError correction-not-applicable where a line says nothing
 */
export function withSaidLines(source: Source, marks: Marks, said: readonly SaidLine[]): Marks {
  return said.reduce((known, one) => withSaidLine(source, known, one), marks);
}

function withSaidLine(source: Source, { levels, groups }: Marks, { line, is, at }: SaidLine): Marks {
  const { text } = source;
  const range = lineOf(source, line);
  if (!/[\p{L}\p{N}]/u.test(text.slice(range.start, range.end))) throw correctionRefused(at, 'line', why('line-blank', { line }));
  const isElsewhere = ({ word }: { readonly word: number }): boolean => word < range.start || word >= range.end;
  const { start } = range;
  /** A group that the text names itself is by all of its headings what one of them is. */
  const alike = groups.find((mark) => !isElsewhere(mark) && !isKnownGroup(mark.group))?.group;
  switch (is) {
    case 'level': {
      // "Мастер. Софты: 1. …": what stands behind the name keeps its heading
      const group = groups.find((mark) => !isElsewhere(mark) && mark.word > start);
      const end = group?.start ?? range.end;
      const { title } = bareTitle(text.slice(start, end));
      const heading = { start, word: start, end, names: namesIn(title === '' ? text.slice(start, end).trim() : title), loose: false };
      return { levels: inOrder([...levels.filter(isElsewhere), heading]), groups: groups.filter((mark) => isElsewhere(mark) || mark === group) };
    }
    case 'soft':
    case 'hard':
    case 'own-group': {
      const colon = text.slice(start, range.end).indexOf(':');
      const end = colon < 0 ? range.end : start + colon + 1;
      const group = is === 'own-group' ? withoutMarks(text.slice(start, end)).slice(0, longestTitle) : is;
      const others = groups.filter(isElsewhere).map((other) => (other.group === alike ? { ...other, group } : other));
      return { levels: levels.filter(isElsewhere), groups: inOrder([...others, { start, word: start, end, group, loose: false }]) };
    }
    case 'no-heading':
      return { levels: levels.filter(isElsewhere), groups: groups.filter((mark) => isElsewhere(mark) && mark.group !== alike) };
  }
}

/** The words of a line of the text as it came; markup and page breaks may have moved it since. */
function lineOf({ text, placeOf }: Source, line: number): Range {
  const firstAt = (wanted: number): number => {
    let low = 0;
    let high = text.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (placeOf(middle).line >= wanted) high = middle;
      else low = middle + 1;
    }
    return low;
  };
  return trimmed(text, { start: firstAt(line), end: firstAt(line + 1) });
}

function inOrder<Mark extends { readonly start: number }>(marks: readonly Mark[]): Mark[] {
  return marks.toSorted((one, other) => one.start - other.start);
}
