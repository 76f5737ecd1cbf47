import type { AnomalyNote } from '../anomaly.js';
import { importLimits, unreadable } from '../refusal.js';
import { isStop } from '../text/characters.js';
import { withoutEmphasis } from '../text/emphasis.js';
import { sentencesIn } from '../text/sentences.js';
import { bracketPairs, oneLine, type Place, type Range } from '../text/source.js';
import { demandsEvidence } from './evidence.js';

/** What an item of a list says. */
export interface Wording {
  /** Its own words, without guidance questions and closing stop. */
  readonly statement: string;
  readonly questions: readonly string[];
  readonly evidenceRequired: boolean;
}

export interface ReadWording extends Wording {
  readonly anomalies: readonly AnomalyNote[];
}

/** Brackets that ask something hold guidance questions, also where the closing one is missing; any other brackets belong to the statement. */
export function readWording(text: string, range: Range): ReadWording {
  const questions: string[] = [];
  const anomalies: AnomalyNote[] = [];
  const parts: string[] = [];
  let from = range.start;
  const pairs = bracketPairs(text, range);
  for (let at = range.start; at < range.end && questions.length <= importLimits.questions; at += 1) {
    const close = pairs.get(at);
    if (close === undefined) continue;
    if (isStop(text[at - 1]) && at > range.start)
      anomalies.push({ kind: 'missing-space', at, message: 'no space between a full stop and the bracket' });
    const inside = text.slice(at + 1, close);
    if (inside.includes('?')) {
      questions.push(...questionsIn(inside).slice(0, importLimits.questions + 1));
      parts.push(text.slice(from, at));
      from = close + 1;
    }
    at = close;
  }
  const unclosed = text.slice(from, range.end).lastIndexOf('(') + from;
  if (unclosed >= from && !pairs.has(unclosed) && text.slice(unclosed, range.end).includes('?')) {
    questions.push(...questionsIn(text.slice(unclosed + 1, range.end)).slice(0, importLimits.questions + 1));
    parts.push(text.slice(from, unclosed));
    from = range.end;
  }
  const { told: lines, asked: below } = withoutQuestionLines([...parts, text.slice(from, range.end)].reduce(joined));
  const { told, asked } = apart(oneLine(lines));
  const statement = withoutClosingStop(told);
  questions.push(...[...asked, ...below].slice(0, importLimits.questions + 1));
  return { statement, questions, evidenceRequired: demandsEvidence(statement.slice(0, importLimits.statementLength)), anomalies };
}

/** @throws DomainError import-unreadable where a statement or its questions are longer than an import may have */
export function mustBeShort({ statement, questions }: Wording, place: Place): void {
  if ([statement, ...questions].some((text) => text.length > importLimits.statementLength))
    throw unreadable(place, 'statement-too-long', { most: importLimits.statementLength });
  if (questions.length > importLimits.questions) throw unreadable(place, 'too-many-questions', { most: importLimits.questions });
}

/** Questions on lines of their own below a statement, whether or not it has a stop. */
function withoutQuestionLines(text: string): { told: string; asked: string[] } {
  const lines = text.trimEnd().split(/\r\n?|\n/u);
  let first = lines.length;
  // a question may run over several lines: it ends with its sign and begins with a capital
  let open = false;
  for (let at = lines.length - 1; at > 0; at -= 1) {
    const line = lines[at]?.trimEnd() ?? '';
    open ||= line.endsWith('?');
    if (!open) break;
    if (/^[\s•*–—-]*[«"“]?\p{Lu}/u.test(line)) {
      first = at;
      open = false;
    }
  }
  const asked = lines.slice(first).join(' ');
  return { told: lines.slice(0, first).join('\n'), asked: questionsIn(asked) };
}

/** A border within a sentence behind which it asks. */
const asking =
  /\s?(?:[-–—•:]|\.)\s(?=(?:what|how|who|when|where|why|which|что|как|кто|когда|где|почему|зачем|какие|какой|какая|какую|чем|чему|сколько)(?!\p{L})[^.!]*\?\s?(?:$|[-–—•]|\p{Lu}))/iu;

/** "Learns. What was it? How is it used?": what is asked behind a statement guides the rater; a statement that is nothing but a question stays. */
function apart(words: string): { told: string; asked: string[] } {
  if (!words.endsWith('?')) return { told: words, asked: [] };
  const sentences = sentencesIn(words, { start: 0, end: words.length });
  const told = sentences.findLastIndex(({ start, end }) => !words.slice(start, end).endsWith('?'));
  const border = told >= 0 ? (sentences[told]?.end ?? 0) : (asking.exec(words.slice(0, importLimits.statementLength))?.index ?? 0);
  return border === 0 ? { told: words, asked: [] } : { told: words.slice(0, border), asked: questionsIn(words.slice(border)) };
}

/** "Что изучено? Как применяется?" → both, each with its sign. */
export function questionsIn(text: string): string[] {
  return text
    .split(/(?<=\?)(?!\?)/u)
    .map((question) => oneLine(question).replace(/^[\s;,.:•–—-]{1,20}/u, ''))
    .filter((question) => /[\p{L}\p{N}]/u.test(question));
}

/** Two parts around what was taken out between them, with one stop where both have one. */
function joined(before: string, after: string): string {
  const rest = /[.!?…;,]\s*$/u.test(before.slice(-40)) ? after.replace(/^\s*[.;,]/u, '') : after.replace(/^\s+(?=[.;,])/u, '');
  return `${before.trimEnd()}${/^\s*[.;,:!?…]/u.test(rest.slice(0, 40)) || rest.trim() === '' ? '' : ' '}${rest.trimStart()}`;
}

/** Marks within marks, and no more: each is looked for in the whole statement. */
const mostMarks = 8;

/** Stops, semicolons and marks at the end go, unless they end an abbreviation ("и т.д.") or a question. */
export function withoutClosingStop(statement: string, marks = mostMarks): string {
  let end = statement.length;
  while (end > 0 && '.;, :'.includes(statement[end - 1] ?? 'x')) end -= 1;
  const kept = statement.slice(0, end);
  const abbreviated = /(?:^|[\s(])(?:т\.\s?[дпк]|др|пр|etc|e\.g|i\.e)$/u.test(kept) && statement[end] === '.';
  const unmarked = marks === 0 ? kept : withoutEmphasis(kept);
  if (unmarked !== kept) return withoutClosingStop(abbreviated ? `${unmarked}.` : unmarked, marks - 1);
  return abbreviated ? `${kept}.` : kept;
}
