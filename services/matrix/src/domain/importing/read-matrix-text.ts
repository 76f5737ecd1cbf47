import type { Competency, Expectation, MatrixFrame } from '@rung/matrix-model';

import type { AnomalyKind } from './anomaly.js';
import { merge, type ListedItem, type MergedCompetency } from './merging/merge.js';
import { questionsAbout, type PreviewQuestion } from './preview-questions.js';
import { readText, type TextReading } from './reading.js';
import { importLimits, unreadable } from './refusal.js';
import { groups } from './text/group-words.js';
import { isCyrillic, isLetter } from './text/characters.js';
import { identifiers } from './text/identifiers.js';
import { titleOf } from './title.js';
import { sourceOf, type Place, type Source } from './text/source.js';

export type Language = 'ru' | 'en';

/** What one level's list says about a competency, in its own wording; a correction can bring it back. */
export interface Listing extends Place {
  readonly competency: string;
  readonly level: string;
  readonly statement: string;
  readonly questions: readonly string[];
  readonly evidenceRequired: boolean;
}

export interface Anomaly extends Place {
  readonly kind: AnomalyKind;
  readonly message: string;
}

/** A matrix as read from a text, not yet accepted: nothing of it is stored. The same text gives the same preview. */
export interface Preview {
  readonly language: Language;
  readonly matrix: Omit<MatrixFrame, 'name'> & { readonly competencies: readonly Competency[] };
  readonly listings: readonly Listing[];
  readonly anomalies: readonly Anomaly[];
  readonly questions: readonly PreviewQuestion[];
}

/**
 * Reads a company's own matrix text, in Russian or English, on one line or many.
 * @throws DomainError import-unreadable with `errors: [{line, column, detail}]` where it holds no level or no statement, is no text, or is beyond the limits
 */
export function readMatrixText(text: string): Preview {
  mustBeText(text);
  const source = sourceOf(text);
  mustHaveFewSigns(source);
  const reading = readText(source);
  const language = languageOf(source.text);
  const levelName = (level: number): string => reading.levels[level]?.names[0] ?? '';
  const { competencies: merged, anomalies } = merge(reading.items, levelName);
  if (merged.length > importLimits.competencies) {
    throw unreadable(
      source.placeOf(merged[importLimits.competencies]?.listings[0]?.at ?? 0),
      `more than ${importLimits.competencies} different statements; a matrix has fewer`,
    );
  }
  const levelId = identifiers('level');
  const codes = reading.levels.map((level) => levelId((level.names[0] ?? '').replace(/-+$/u, ' minus')));
  const competencyId = identifiers('competency');
  const ids = merged.map((competency) => competencyId(titleOf(competency.listings[0]?.statement ?? '')));
  return {
    language,
    matrix: {
      reading: reading.additive ? 'additive' : 'complete',
      groups: [...groups],
      levels: reading.levels.map((level, at) => ({ code: codes[at] ?? '', names: [...level.names], sameAs: sameAsOf(reading, at, codes) })),
      terms: reading.terms.map(({ word, definition, measure }) => ({
        word,
        definition: { [language]: definition.slice(0, 4_000) },
        measure: [...measure],
      })),
      competencies: merged.map((competency, at) => competencyOf(competency, ids[at] ?? '', codes, language)),
    },
    listings: merged.flatMap((competency, at) => competency.listings.map((listing) => listingOf(listing, ids[at] ?? '', codes, source))),
    anomalies: [...reading.anomalies, ...anomalies]
      .sort((one, other) => one.at - other.at)
      .map(({ kind, at, message }) => ({ kind, ...source.placeOf(at), message })),
    questions: questionsAbout(reading),
  };
}

function mustBeText(text: string): void {
  const start = { line: 1, column: 1 };
  if (Buffer.byteLength(text) > importLimits.bytes)
    throw unreadable(
      start,
      `the text is larger than ${importLimits.bytes / 1024 / 1024} MB; a matrix is much smaller: is this the right file?`,
    );
  const nul = text.indexOf('\u0000');
  if (nul >= 0)
    throw unreadable(
      sourceOf(text.slice(0, nul + 1)).placeOf(nul - (text.startsWith('\ufeff') ? 1 : 0)),
      'this is no text (it holds a NUL character); save the matrix as plain text in UTF-8',
    );
  if (!/[\p{L}\p{N}]/u.test(text))
    throw unreadable(
      start,
      `the text ${text.trim() === '' ? 'is empty' : 'holds no letter and no digit'}; expected levels ("Уровень Junior", "Level Junior"), each with numbered statements under "Софты:" and "Харды:", or "Soft skills:" and "Hard skills:"`,
    );
}

/** Each bracket and each sign that may head an item is looked at with what stands around it, which takes memory. */
function mustHaveFewSigns({ text, placeOf }: Source): void {
  let signs = 0;
  for (const { index } of text.matchAll(/[([]|\d\s?[.)]|[•*–—-]/gu)) {
    signs += 1;
    if (signs > importLimits.signs)
      throw unreadable(placeOf(index), `more than ${importLimits.signs} brackets, bullets and numbers up to here; is this a matrix?`);
  }
}

/** Russian where a fair share of the letters is Cyrillic: such texts are full of Latin names. */
function languageOf(text: string): Language {
  let cyrillic = 0;
  let letters = 0;
  for (const character of text.slice(0, 100_000)) {
    if (!isLetter(character)) continue;
    letters += 1;
    if (isCyrillic(character)) cyrillic += 1;
  }
  return cyrillic * 4 >= letters ? 'ru' : 'en';
}

function competencyOf({ group, listings, questions }: MergedCompetency, id: string, codes: readonly string[], language: Language): Competency {
  const statement = listings[0]?.statement ?? '';
  const evidenceRequired = listings.some((listing) => listing.evidenceRequired);
  const listed = [...new Set(listings.map((listing) => listing.level))].sort((one, other) => one - other);
  const cell: Expectation = {
    listedAt: listed.map((level) => codes[level] ?? ''),
    statement: { [language]: statement },
    questions: questions.map((question) => ({ [language]: question })),
    evidenceRequired,
    mustHave: evidenceRequired,
    weight: 1,
  };
  return { id, group, title: { [language]: titleOf(statement) }, cells: [cell] };
}

function listingOf(item: ListedItem, competency: string, codes: readonly string[], source: Source): Listing {
  const { statement, questions, evidenceRequired } = item;
  return { competency, level: codes[item.level] ?? '', statement, questions, evidenceRequired, ...source.placeOf(item.at) };
}

function sameAsOf(reading: TextReading, level: number, codes: readonly string[]): Record<string, string> {
  return Object.fromEntries(Object.entries(reading.sameAs[level] ?? {}).map(([group, to]) => [group, codes[to] ?? '']));
}
