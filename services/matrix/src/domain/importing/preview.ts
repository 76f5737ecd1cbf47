import { inForceAt, levelsOf, reading, type LocalizedText } from '@rung/matrix-model';
import { z } from 'zod';

import { anomalyKind } from './anomaly.js';
import { readMatrixText, type Preview } from './read-matrix-text.js';

const groupCounts = z.object({
  /** Cells that the level itself lists; 0 where they are inherited. */
  own: z.int(),
  inForce: z.int(),
  /** The first name of the level whose list holds here too. */
  sameAs: z.string().nullable(),
});

/** The preview as people and scripts see it; every count is derived from the model. */
export const previewJson = z
  .object({
    language: z.enum(['ru', 'en']),
    reading,
    levels: z.array(z.object({ names: z.array(z.string()), groups: z.object({ soft: groupCounts, hard: groupCounts }) })),
    competencies: z.array(
      z.object({
        id: z.string(),
        group: z.string(),
        title: z.string(),
        cells: z.array(
          z.object({
            /** First names of all levels at which this same cell is in force, carried and inherited included. */
            levels: z.array(z.string()),
            statement: z.string(),
            questions: z.array(z.string()),
            evidenceRequired: z.boolean(),
            mustHave: z.boolean(),
          }),
        ),
      }),
    ),
    terms: z.array(
      z.object({ word: z.string(), definition: z.string(), measure: z.array(z.object({ label: z.string(), value: z.number() })) }),
    ),
    anomalies: z.array(z.object({ kind: anomalyKind, line: z.int(), column: z.int(), message: z.string() })),
    /** What the person who imports is asked before accepting. */
    questions: z.array(z.object({ kind: z.string(), message: z.string() })),
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
  const say = (text: LocalizedText): string => text[preview.language] ?? Object.values(text)[0] ?? '';
  return {
    language: preview.language,
    reading: matrix.reading,
    levels: matrix.levels.map((level) => {
      const inForce = inForceAt(matrix, level.code);
      const countsOf = (group: string): z.infer<typeof groupCounts> => ({
        own: matrix.competencies.filter(
          (competency) => competency.group === group && competency.cells.some((cell) => cell.listedAt.includes(level.code)),
        ).length,
        inForce: inForce.filter((cell) => cell.competency.group === group).length,
        sameAs: nameOf.get(level.sameAs[group] ?? '') ?? null,
      });
      return { names: level.names, groups: { soft: countsOf('soft'), hard: countsOf('hard') } };
    }),
    competencies: matrix.competencies.map((competency) => ({
      id: competency.id,
      group: competency.group,
      title: say(competency.title),
      cells: competency.cells.map((cell) => ({
        levels: levelsOf(matrix, competency, cell).map((code) => nameOf.get(code) ?? code),
        statement: say(cell.statement),
        questions: cell.questions.map(say),
        evidenceRequired: cell.evidenceRequired,
        mustHave: cell.mustHave,
      })),
    })),
    terms: matrix.terms.map((term) => ({ word: term.word, definition: say(term.definition), measure: term.measure })),
    anomalies: preview.anomalies.map(({ kind, line, column, message }) => ({ kind, line, column, message })),
    questions: preview.questions.map(({ kind, message }) => ({ kind, message })),
  };
}
