import { inLanguage, type LocalizedText } from '../../i18n/in-language.js';
import type { MatrixChangeMade } from './matrix-history-query.js';

export interface ChangedWords {
  /** Of what: a cell, a competency's title, a term, a group's name. */
  readonly place: string;
  readonly language: string;
  readonly before: string | undefined;
  readonly after: string | undefined;
}

type Part = MatrixChangeMade['parts'][number];
type PartOf<Name extends Part['part']> = Extract<Part, { part: Name }>;
type Cell = NonNullable<PartOf<'cell'>['before']>;
interface TextPair {
  readonly place: string;
  readonly before: LocalizedText | undefined;
  readonly after: LocalizedText | undefined;
}

/** @param own the reader's language: what came or went as a whole is said in it alone. */
export function changedWords(parts: MatrixChangeMade['parts'], own: string): ChangedWords[] {
  return parts.flatMap(pairsOf).flatMap((pair) => ofPair(pair, own));
}

function pairsOf(part: Part): TextPair[] {
  switch (part.part) {
    case 'cell':
      return ofCell(`${part.competency} ${part.level}`, part.before, part.after);
    case 'competency':
      return [{ place: part.competency, before: part.before?.title, after: part.after?.title }];
    case 'terms':
      return ofEntries(termTexts(part.before), termTexts(part.after));
    case 'frame':
      return ofEntries(part.before.groupNames ?? {}, part.after.groupNames ?? {});
    case 'groups':
    case 'levels':
    case 'reference':
      return [];
  }
}

const lists = ['questions', 'examples', 'antipatterns'] as const;

/** Of a cell that came or went, what it expects is enough. */
function ofCell(place: string, before: Cell | null, after: Cell | null): TextPair[] {
  const statement = { place, before: before?.statement, after: after?.statement };
  if (before === null || after === null) return [statement];
  return [statement, ...lists.flatMap((list) => ofList(`${place} ${list}`, before[list] ?? [], after[list] ?? []))];
}

/** What is in both lists, at whatever place, did not change. */
function ofList(place: string, before: readonly LocalizedText[], after: readonly LocalizedText[]): TextPair[] {
  const without = (texts: readonly LocalizedText[], others: readonly LocalizedText[]) => {
    const known = new Set(others.map((text) => JSON.stringify(text)));
    return texts.filter((text) => !known.has(JSON.stringify(text)));
  };
  const [gone, come] = [without(before, after), without(after, before)];
  return Array.from({ length: Math.max(gone.length, come.length) }, (_, at) => ({ place: `${place} ${at}`, before: gone[at], after: come[at] }));
}

const termTexts = (terms: PartOf<'terms'>['before']): Record<string, LocalizedText> => Object.fromEntries(terms.map(({ word, definition }) => [word, definition]));

function ofEntries(before: Readonly<Record<string, LocalizedText>>, after: Readonly<Record<string, LocalizedText>>): TextPair[] {
  return Object.keys({ ...before, ...after }).map((place) => ({ place, before: before[place], after: after[place] }));
}

function ofPair({ place, before, after }: TextPair, own: string): ChangedWords[] {
  const whole = before ?? after;
  if (whole === undefined) return [];
  if (before === undefined || after === undefined) {
    const { value, language } = inLanguage(whole, own);
    return [{ place, language, before: before && value, after: after && value }];
  }
  const languages = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter((language) => before[language] !== after[language]);
  return languages.map((language) => ({ place, language, before: before[language], after: after[language] }));
}
