import { previewOfDraft } from './drafting/preview-of-draft.js';
import type { Draft, Preview } from './drafting/draft.js';
import { groupsMissing, questionsAboutGaps } from './drafting/questions-about.js';
import { readText, type TextReading } from './reading.js';
import { importLimits, unreadable } from './refusal.js';
import type { SaidLine } from './structure/said-lines.js';
import { groups } from './text/group-words.js';
import { extentOf, wordsOf } from './text/extent.js';
import { identifiers } from './text/identifiers.js';
import { languageOf } from './text/language.js';
import { sourceOf, type FilePlace, type Source } from './text/source.js';

/**
 * Reads a company's own matrix text, in Russian or English, on one line or many.
 * @param said what a person says that lines of it are
 * @throws DomainError import-unreadable with `errors: [{line, column, detail}]` where it holds no level or no statement, is no text, or is beyond the limits
 */
export function readMatrixText(text: string, said: readonly SaidLine[] = []): Preview {
  return previewOfDraft(draftOfText(text, said));
}

/** What a text says, before its lists are merged. @throws DomainError import-unreadable */
export function draftOfText(text: string, said: readonly SaidLine[] = []): Draft {
  mustBeText(text);
  const source = sourceOf(text);
  mustHaveFewSigns(source);
  const reading = readText(source, said);
  /** Who has said that a line is no heading has seen that it calls itself a level. */
  const isSaidNone = (at: number): boolean => said.some(({ line, is }) => line === at && is === 'no-heading');
  const language = languageOf(source.text);
  const groupCodes = codesOf(reading, language);
  return {
    language,
    levels: reading.levels,
    groups: groupCodes.all,
    ...groupCodes.names,
    items: reading.items.map(({ level, group, at, statement, questions, evidenceRequired }) => ({
      level,
      group: groupCodes.of(group),
      statement: { [language]: statement },
      questions: questions.map((question) => ({ [language]: question })),
      evidenceRequired,
      mustHave: evidenceRequired,
      place: placeIn(source, { at, end: endOfStatement(source.text, at, statement) }),
    })),
    sameAs: reading.sameAs.map((references) => Object.fromEntries(Object.entries(references).map(([group, level]) => [groupCodes.of(group), level]))),
    terms: reading.terms.map(({ word, definition, measure }) => ({
      word,
      definition: { [language]: definition.slice(0, 4_000) },
      measure: [...measure],
    })),
    reading: reading.additive ? 'additive' : 'complete',
    anomalies: reading.anomalies.map(({ kind, at, end, message }) => ({ kind: isSaidNone(source.placeOf(at).line) && kind === 'list-missing' ? 'unassigned-text' : kind, ...placeIn(source, { at, end }), words: wordsOf(source.text, extentOf(source.text, { at, end })), message })),
    questions: reading.hasGroups ? questionsAboutGaps(reading) : [groupsMissing],
  };
}

/** The groups that are there: the two that every text may have, unless it names all of its own. */
function codesOf({ items, sameAs, ownGroups }: TextReading, language: string): { readonly all: string[]; readonly names: Pick<Draft, 'groupNames'>; of(group: string): string } {
  const code = identifiers('group');
  const own = new Map(ownGroups.map((group) => [group, code(group)]));
  const isThere = (group: string): boolean => own.size === 0 || items.some((item) => item.group === group) || sameAs.some((references) => Object.hasOwn(references, group));
  return {
    all: [...groups.filter(isThere), ...own.values()],
    names: own.size === 0 ? {} : { groupNames: Object.fromEntries([...own].map(([group, id]) => [id, { [language]: group }])) },
    of: (group) => own.get(group) ?? group,
  };
}

/** Where something stands, and where its words end. */
function placeIn(source: Source, meant: { readonly at: number; readonly end: number | undefined }): FilePlace {
  return { ...source.placeOf(meant.at), end: source.placeOf(extentOf(source.text, meant).end) };
}

/** Behind a statement that the text says as it was read; wrapped or asked between, it is told by its first word. */
function endOfStatement(text: string, at: number, statement: string): number | undefined {
  return text.startsWith(statement, at) ? at + statement.length : undefined;
}

function mustBeText(text: string): void {
  const start = { line: 1, column: 1 };
  if (Buffer.byteLength(text) > importLimits.bytes)
    throw unreadable(start, 'text-too-large', { most: importLimits.bytes / 1024 / 1024 });
  const nul = text.indexOf('\u0000');
  if (nul >= 0)
    throw unreadable(sourceOf(text.slice(0, nul + 1)).placeOf(nul - (text.startsWith('\ufeff') ? 1 : 0)), 'nul-character');
  if (!/[\p{L}\p{N}]/u.test(text))
    throw unreadable(start, text.trim() === '' ? 'empty-text' : 'no-letters');
}

/** Each bracket and each sign that may head an item is looked at with what stands around it, which takes memory. */
function mustHaveFewSigns({ text, placeOf }: Source): void {
  let signs = 0;
  for (const { index } of text.matchAll(/[([]|\d\s?[.)]|[•*–—-]/gu)) {
    signs += 1;
    if (signs > importLimits.signs)
      throw unreadable(placeOf(index), 'too-many-signs', { most: importLimits.signs });
  }
}
