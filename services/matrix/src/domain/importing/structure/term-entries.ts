import { entrySign, termIn } from '../meaning/terms.js';
import { sentencesIn } from '../text/sentences.js';
import { linesIn, trimmed, type Range } from '../text/source.js';
import { partsOf } from './list.js';

/** A stretch of a list of terms; `apart` where an empty line stands before it. */
export interface TermLine extends Range {
  readonly apart: boolean;
}

/** The lines of a list of terms; one that defines several is cut before each but the first. */
export function termEntriesIn(text: string, range: Range): TermLine[] {
  return linesIn(text, range).flatMap((line) => entriesOf(text, line).map((entry, at) => ({ ...entry, apart: at === 0 && line.apart })));
}

function entriesOf(text: string, line: Range): Range[] {
  const pieces = partsOf(text, line).flatMap((part) => sentencesIn(text, part));
  const saidIn = ({ start, end }: Range): string => text.slice(start, end);
  const sign = pieces[0] === undefined ? undefined : entrySign(saidIn(pieces[0]));
  // "Оптимально: 2" behind "Многозадачность — …" goes on with it: one hand sets all terms off by one sign
  const begins = (piece: Range): boolean =>
    termIn(saidIn(piece), []) !== undefined || (sign !== undefined && entrySign(saidIn(piece)) === sign);
  const starts = pieces.filter((piece, at) => at === 0 || begins(piece)).map((piece) => piece.start);
  return starts.map((start, at) => withoutSemicolon(text, trimmed(text, { start, end: starts[at + 1] ?? line.end })));
}

function withoutSemicolon(text: string, { start, end }: Range): Range {
  return text[end - 1] === ';' ? { start, end: end - 1 } : { start, end };
}
