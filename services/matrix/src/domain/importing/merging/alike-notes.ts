// What is said of wordings that are alike, for people and for programs.
import { quoted, type AnomalyNote } from '../anomaly.js';
import { differenceOf } from './difference.js';
import type { ListedItem } from './merge.js';
import type { QuestionSlip } from './questions.js';

type LevelName = (level: number) => string;

/** The later statement is the first one with a slip. */
export function slipNote(first: ListedItem, later: ListedItem, levelName: LevelName): AnomalyNote {
  const { before, after } = differenceOf(first.statement, later.statement);
  return {
    kind: 'near-duplicate',
    at: later.at,
    message: `${quoted(later.statement)} is read as ${quoted(first.statement)} of ${levelName(first.level)}: ${quoted(before)} became ${quoted(after)}`,
    alike: { of: 'statement', readAs: 'one', later: later.statement, earlier: first.statement, level: levelName(first.level), differs: { earlier: before, later: after } },
  };
}

/** The later statement looks like the first one, and is kept apart. */
export function apartNote(first: ListedItem, later: ListedItem, levelName: LevelName): AnomalyNote {
  const { before, after } = differenceOf(first.statement, later.statement);
  return {
    kind: 'near-duplicate',
    at: later.at,
    message: `looks like ${quoted(first.statement)} of ${levelName(first.level)}, but ${quoted(before)} became ${quoted(after)}; kept apart: are they the same?`,
    alike: { of: 'statement', readAs: 'two', later: later.statement, earlier: first.statement, level: levelName(first.level), differs: { earlier: before, later: after } },
  };
}

/** A list says the same twice. */
export function repeatNote({ at, statement }: ListedItem): AnomalyNote {
  return {
    kind: 'near-duplicate',
    at,
    message: `${quoted(statement)} stands twice in this list; read as one`,
    alike: { of: 'statement', readAs: 'one', later: statement, earlier: statement, differs: { earlier: '', later: '' } },
  };
}

/** A question is one before it with a slip. */
export function questionNote({ item, known, asked }: QuestionSlip<ListedItem>): AnomalyNote {
  const { before, after } = differenceOf(known, asked);
  return {
    kind: 'near-duplicate',
    at: item.at,
    message: `the question ${quoted(asked)} is read as ${quoted(known)} of the same statement before`,
    alike: { of: 'question', readAs: 'one', later: asked, earlier: known, differs: { earlier: before, later: after } },
  };
}
