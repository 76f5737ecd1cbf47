import { fold } from '../text/characters.js';
import { oneLine } from '../text/source.js';
import { boundsIn, type Bound } from './measure.js';
import { soundsLikeReference } from './references.js';

export interface ReadTerm {
  readonly word: string;
  readonly definition: string;
  readonly measure: readonly Bound[];
}

const word = '["«“]?(?<word>[\\p{L}\\p{N}][^.!?:;"»”()]{0,59}?)["»”]?';
/** Ways to define a word, each at the start of a sentence. */
const definitions: readonly RegExp[] = [
  new RegExp(
    `^${word}\\s?(?:[-–—:]|\\([^()]{1,60}\\)\\s?[-–—:])\\s?(?:в\\s(?:этот\\s|данный\\s)?термин|под\\s(?:этим\\s|данным\\s)?термином|термин|этот\\sтермин|это(?!\\p{L})|здесь\\s|имеется\\sв\\sвиду|мы\\sпонимаем|(?:the|this)\\sterm|here\\s|this\\s(?:is|means)|means|that\\sis|i\\.e)`,
    'iu',
  ),
  new RegExp(`^(?:в\\s)?термин[а-я]*\\s${word}\\s?(?:[-–—:]|означает|обозначает|значит|вкладывается|мы\\s|понимается|подразумевает)`, 'iu'),
  new RegExp(
    `^под\\s(?:термином\\s|словом\\s)?${word}\\s(?:здесь\\s|мы\\s|в\\s[\\p{L}\\s]{1,40}?)?(?:понима|подразумева|имеется\\sв\\sвиду)`,
    'iu',
  ),
  new RegExp(`^${word}\\s(?:здесь\\s)?(?:означает|обозначает|подразумевает|определяется\\sкак|понимается\\sкак|трактуется\\sкак)`, 'iu'),
  new RegExp(
    `^(?:the\\s(?:term|word)\\s)${word}\\s(?:here\\s)?(?:means|refers|is|stands|describes|covers|implies|denotes)(?!\\p{L})`,
    'iu',
  ),
  new RegExp(`^by\\s(?:the\\sterm\\s)?${word},?\\s(?:we|here|is)\\s(?:[\\p{L}]+\\s)?(?:mean|meant|understand)`, 'iu'),
  new RegExp(
    `^${word}\\s(?:here\\s)?(?:means|refers\\sto|stands\\sfor|is\\s(?:understood|defined|meant|taken)\\s(?:here\\s)?(?:as|to|by))(?!\\p{L})`,
    'iu',
  ),
];
const longestWord = 6;

const note = /^(?:\*\s?|here,?\s|здесь\s|(?:примечани[ея]|сноска|термины?|note|nb|terms?)\s?[:.–—-]\s?)/iu;
const defined = new RegExp(`^${word}(?:\\s\\([^()]{1,60}\\))?(?:\\s[-–—]\\s|:\\s|\\s(?:is|are|—\\sэто|это)\\s)`, 'iu');

/** The term that a sentence defines, by its form or because it begins with a word of the lists; undefined for any other sentence. */
export function termIn(sentence: string, knownWords: readonly string[]): ReadTerm | undefined {
  const text = oneLine(sentence).replace(note, '');
  for (const [at, definition] of definitions.entries()) {
    const found = definition.exec(text.slice(0, 400))?.groups?.['word']?.trim();
    if (found === undefined || found.split(' ').length > longestWord) continue;
    return { word: at === 2 ? namedForm(found, knownWords) : found, definition: text, measure: boundsIn(text) };
  }
  const found = defined.exec(text.slice(0, 400));
  const known = found?.groups?.['word']?.trim();
  if (found === null || known === undefined || soundsLikeReference(text) || !isWordOf(known, knownWords)) return undefined;
  const definition = /[-–—:]\s$/u.test(found[0]) ? text.slice(found[0].length) : text;
  return { word: known, definition, measure: boundsIn(text) };
}

/** "Примечание.": announces a definition, and says nothing itself. */
export function isNoteWord(sentence: string): boolean {
  return /^(?:примечани[ея]|сноска|note|nb)[.:]?$/iu.test(oneLine(sentence));
}

/** Whether the lists speak of it: as a whole statement, or as an abbreviation in one ("Умение принимать ОС"). */
function isWordOf(wanted: string, statements: readonly string[]): boolean {
  const folded = fold(wanted);
  const abbreviation = /^[\p{Lu}\d]{2,6}$/u.test(wanted) ? new RegExp(`(?<![\\p{L}\\d])${wanted}(?![\\p{L}\\d])`, 'u') : undefined;
  return statements.some((statement) => fold(statement) === folded || abbreviation?.test(statement) === true);
}

/** The bullet or the number before an entry of a list of terms. */
export const itemMark = /^(?:[\s•*–—-]{1,6}(?=\s))?\s{0,6}(?:\d{1,3}\s?[.)](?!\d))?\s{0,6}/u;
const entry = new RegExp(`^[*_]{0,2}${word}[*_]{0,2}\\s?(?<bracket>\\([^()]{1,80}\\)\\s?)?(?<sign>[-–—:=])\\s?[*_]{0,2}(?<definition>[^\\s*_].*)$`, 'u');

/** The term that a line of a list of terms defines: "ОС — обратная связь", "Feedback: what peers say". */
export function termEntry(line: string): ReadTerm | undefined {
  const text = oneLine(line).slice(0, 4_000);
  const found = entry.exec(text)?.groups;
  const term = found?.['word']?.replace(/[\s*_]+$/u, '');
  if (term === undefined || term.split(' ').length > longestWord) return undefined;
  const { bracket, sign, definition = '' } = found ?? {};
  const said = bracket === undefined ? definition : `${bracket}${sign} ${definition}`;
  return { word: term, definition: said.replaceAll('**', ''), measure: boundsIn(definition) };
}

/** What sets the word off in an entry of a list of terms; all dashes are one. */
export function entrySign(line: string): string | undefined {
  const text = oneLine(line).replace(itemMark, '');
  return termEntry(text) === undefined ? undefined : entry.exec(text)?.groups?.['sign']?.replace(/[–—]/u, '-');
}

/** Whether a line begins with the definition of a term, marked as an item or not. */
export function definesTerm(line: string): boolean {
  const text = oneLine(line).replace(itemMark, '');
  return termEntry(text) !== undefined || termIn(text, []) !== undefined;
}

/** "многозадачностью" → "Многозадачность", where the matrix has such words; Russian declines what follows "под". */
function namedForm(declined: string, knownWords: readonly string[]): string {
  const stem = fold(declined).slice(0, Math.max(4, declined.length - 3));
  const whole = knownWords.find((known) => fold(known).startsWith(stem) && Math.abs(known.length - declined.length) <= 3);
  if (whole !== undefined) return whole;
  for (const known of knownWords) {
    const part = known.split(/[\s,.;:()]+/u).find((piece) => fold(piece).startsWith(stem) && Math.abs(piece.length - declined.length) <= 3);
    if (part !== undefined) return part;
  }
  return declined
    .replace(/ством$/u, 'ство')
    .replace(/ием$/u, 'ие')
    .replace(/остью$/u, 'ость')
    .replace(/кой$/u, 'ка');
}
