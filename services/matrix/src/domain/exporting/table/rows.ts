// A version as tables for spreadsheets: a row for every cell in force, so that a filter on the level gives that level's expectations.
import { inForceAt, ownReference, ownValue, type Expectation, type LocalizedText } from '@rung/matrix-model';

import { nameOfLevel, type Subject } from '../subject.js';

export type Value = string | number;
export interface Table {
  readonly name: string;
  readonly header: readonly string[];
  readonly rows: readonly (readonly Value[])[];
}

/** In the order of the matrix, level by level. A text that lacks a language leaves its column empty. */
export function expectationTable({ content, languages }: Subject): Table {
  const inEach = (title: string) => languages.map((language) => `${title} (${language})`);
  const listed = (texts: readonly LocalizedText[] = []) => languages.map((language) => texts.flatMap((text) => text[language] ?? []).map(oneLine).join('\n'));
  return {
    name: 'Expectations',
    header: [
      'level', 'group', 'competency', ...inEach('title'), ...inEach('statement'), ...inEach('questions'),
      'state', 'same as', 'evidence required', 'must-have', 'weight', ...inEach('examples'), ...inEach('antipatterns'), 'measure', 'level code', ...inEach('group name'),
    ],
    rows: content.levels.flatMap(({ code }) =>
      inForceAt(content, code).map(({ competency: { id, group, title, sameAs }, cell, state, inheritedFrom }) => [
        nameOfLevel(content, code),
        group,
        id,
        ...languages.map((language) => title[language] ?? ''),
        ...languages.map((language) => cell.statement[language] ?? ''),
        ...listed(cell.questions),
        state,
        referredTo(content, ownReference({ sameAs }, code) ?? inheritedFrom),
        yesOrNo(cell.evidenceRequired),
        yesOrNo(cell.mustHave),
        cell.weight,
        ...listed(cell.examples),
        ...listed(cell.antipatterns),
        boundsIn(cell.measure),
        code,
        ...languages.map((language) => ownValue(content.groupNames ?? {}, group)?.[language] ?? ''),
      ]),
    ),
  };
}

export function termTable({ content, languages }: Subject): Table {
  return {
    name: 'Terms',
    header: ['term', ...languages.map((language) => `word (${language})`), ...languages.map((language) => `definition (${language})`), 'measure'],
    rows: content.terms.map(({ word, words, definition, measure }) => [
      word,
      ...languages.map((language) => words?.[language] ?? ''),
      ...languages.map((language) => definition[language] ?? ''),
      boundsIn(measure),
    ]),
  };
}

/** An entry of a list has a line of its own. */
function oneLine(text: string): string {
  return text.replace(/\s*\n\s*/gu, ' ');
}

function boundsIn(measure: Expectation['measure'] = []): string {
  return measure.map(({ label, value }) => `${oneLine(label)}: ${value}`).join('\n');
}

/** Whether a spreadsheet could take a text for a formula: by its first visible character, or a tab or line end before it. */
export function looksLikeFormula(text: string): boolean {
  return /^[\s\p{Cc}\p{Cf}]*[=+\-@＝＋－＠]|^[\t\r\n]/u.test(text);
}

/** The level that a row is said to be the same as: as the competency says itself, else the one that its group's references end at. */
function referredTo(content: Subject['content'], level: string | undefined): string {
  return level === undefined ? '' : nameOfLevel(content, level);
}

function yesOrNo(is: boolean): string {
  return is ? 'yes' : 'no';
}
