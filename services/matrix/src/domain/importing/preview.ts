import { groupNames, groupReference, inForceAt, levelsOf, reading, type LocalizedText } from '@rung/matrix-model';
import { z } from 'zod';

import { alike, anomalyKind } from './anomaly.js';
import type { Preview } from './drafting/draft.js';
import { inLanguage, languagesOf } from './drafting/texts.js';
import { fileFormat } from './files/source-file.js';
import { mapping, sampleTable } from './tables/mapping.js';
import { readMatrixText } from './read-matrix-text.js';

const groupCounts = z.object({
  /** Cells that the level itself lists; 0 where they are inherited. */
  own: z.int(),
  inForce: z.int(),
  /** The first name of the level whose list holds here too. */
  sameAs: z.string().nullable(),
});

/** By language, for those that are not the one that the preview is told in; absent where there is none. */
const translations = z.record(z.string(), z.string()).optional();

/** The preview as people and scripts see it; every count is derived from the model. */
export const previewJson = z
  .object({
    format: fileFormat,
    /** What the file calls its matrix, where it says. */
    name: z.string().optional(),
    /** That of the titles and statements below. */
    language: z.string(),
    /** Every language that a text is in, that one first. */
    languages: z.array(z.string()),
    reading,
    levels: z.array(
      /** Both of these always; other groups as the file has them. */
      z.object({ names: z.array(z.string()), groups: z.object({ soft: groupCounts, hard: groupCounts }).catchall(groupCounts) }),
    ),
    competencies: z.array(
      z.object({
        id: z.string(),
        group: z.string(),
        title: z.string(),
        titles: translations,
        cells: z.array(
          z.object({
            /** First names of all levels at which this same cell is in force, carried and inherited included. */
            levels: z.array(z.string()),
            statement: z.string(),
            statements: translations,
            questions: z.array(z.string()),
            evidenceRequired: z.boolean(),
            mustHave: z.boolean(),
            /** Absent where the file tells none. */
            examples: z.array(z.string()).optional(),
            antipatterns: z.array(z.string()).optional(),
            measure: z.array(z.object({ label: z.string(), value: z.number() })).optional(),
            weight: z.number().optional().describe('where it is another than 1'),
          }),
        ),
        sameAs: z.record(z.string(), z.string()).optional().describe('by first name of a level, that of the level that the competency is the same as there, by reference'),
      }),
    ),
    terms: z.array(
      z.object({ word: z.string(), definition: z.string(), measure: z.array(z.object({ label: z.string(), value: z.number() })) }),
    ),
    anomalies: z.array(
      z.object({
        kind: anomalyKind,
        line: z.int(),
        column: z.int(),
        /** The sheet or the packed file, and the cell or the JSON Pointer, where the file has such. */
        part: z.string().optional(),
        cell: z.string().optional(),
        end: z.object({ line: z.int(), column: z.int() }).optional().describe('behind the last of the words meant, in a text'),
        words: z.string().optional().describe('what stands there, on one line'),
        alike: alike.optional().describe('of two wordings that are alike'),
        message: z.string(),
      }),
    ),
    groupNames: groupNames.optional(),
    /** What the person who imports is asked before accepting. */
    questions: z.array(z.object({ kind: z.string(), message: z.string() })),
    /** The tables of a file that has such, as a person needs them to say what their columns are. */
    tables: z.array(sampleTable).optional(),
    /** How they were read. */
    mapping: mapping.optional(),
  })
  .meta({ id: 'MatrixPreview' });
export type PreviewJson = z.infer<typeof previewJson>;

/** The preview of a text, as JSON. @throws DomainError import-unreadable */
export function previewOf(text: string): PreviewJson {
  return toPreviewJson(readMatrixText(text));
}

/** A preview, corrected or not, as JSON. */
export function toPreviewJson(preview: Preview): PreviewJson {
  const matrix = { ...preview.matrix, name: 'preview', competencies: [...preview.matrix.competencies] };
  const nameOf = new Map(matrix.levels.map((level) => [level.code, level.names[0] ?? level.code]));
  const say = (text: LocalizedText): string => inLanguage(text, preview.language);
  const others = (text: LocalizedText): Record<string, string> | undefined => {
    const translated = Object.entries(text).filter(([language, words]) => language !== preview.language && words !== say(text));
    return translated.length === 0 ? undefined : Object.fromEntries(translated);
  };
  return {
    format: preview.source?.format ?? 'text',
    name: preview.source?.name,
    language: preview.language,
    languages: languagesOf(
      matrix.competencies.flatMap(({ title, cells }) => [title, ...cells.map(({ statement }) => statement)]),
      preview.language,
    ),
    reading: matrix.reading,
    levels: matrix.levels.map((level) => {
      const inForce = inForceAt(matrix, level.code);
      const countsOf = (group: string): z.infer<typeof groupCounts> => ({
        own: matrix.competencies.filter(
          (competency) => competency.group === group && competency.cells.some((cell) => cell.listedAt.includes(level.code)),
        ).length,
        inForce: inForce.filter((cell) => cell.competency.group === group).length,
        sameAs: nameOf.get(groupReference(level, group) ?? '') ?? null,
      });
      const own = Object.fromEntries(matrix.groups.map((group) => [group, countsOf(group)]));
      return { names: level.names, groups: { ...own, soft: countsOf('soft'), hard: countsOf('hard') } };
    }),
    competencies: matrix.competencies.map((competency) => ({
      id: competency.id,
      group: competency.group,
      title: say(competency.title),
      titles: others(competency.title),
      cells: competency.cells.map((cell) => ({
        levels: levelsOf(matrix, competency, cell).map((code) => nameOf.get(code) ?? code),
        statement: say(cell.statement),
        statements: others(cell.statement),
        questions: cell.questions.map(say),
        evidenceRequired: cell.evidenceRequired,
        mustHave: cell.mustHave,
        examples: cell.examples?.map(say),
        antipatterns: cell.antipatterns?.map(say),
        measure: cell.measure?.map(({ label, value }) => ({ label, value })),
        weight: cell.weight === 1 ? undefined : cell.weight,
      })),
      sameAs: competency.sameAs && Object.fromEntries(Object.entries(competency.sameAs).map((levels) => levels.map((code) => nameOf.get(code) ?? code) as [string, string])),
    })),
    terms: matrix.terms.map((term) => ({ word: term.word, definition: say(term.definition), measure: term.measure })),
    anomalies: preview.anomalies.map(({ kind, line, column, part, cell, end, words, alike: likeness, message }) => ({ kind, line, column, part, cell, end, words, alike: likeness, message })),
    groupNames: matrix.groupNames,
    questions: preview.questions.map(({ kind, message }) => ({ kind, message })),
    tables: preview.source?.tables,
    mapping: preview.source?.mapping,
  };
}
