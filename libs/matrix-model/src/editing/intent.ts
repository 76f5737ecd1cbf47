// What an editor may mean by a change of a draft. Competencies, levels and groups are named by their codes.
import { z } from 'zod';

import { code, expectation, languageTag, level, localizedText, matrixFrame, reading, term } from '../matrix.js';
import type { PartName } from '../parts/part.js';

/** Texts of these languages; null takes one out, what is not named stays. */
const textChange = z
  .record(languageTag, localizedText.valueType.nullable())
  .refine((change) => Object.keys(change).length > 0, 'name at least one language');

const cellBody = expectation.omit({ listedAt: true });
/** A cell as it begins: only what it says is needed. */
const newCell = z.strictObject({
  ...cellBody.shape,
  questions: cellBody.shape.questions.default([]),
  evidenceRequired: cellBody.shape.evidenceRequired.default(false),
  mustHave: cellBody.shape.mustHave.default(false),
  weight: cellBody.shape.weight.default(1),
});
const texts = z.array(localizedText).max(50);
const names = level.shape.names.max(20);
const codes = z.array(code).min(1).max(400);
const after = code.nullable().describe('What it stands behind; null to be the first');
const startsAt = code.describe('The level that the cell starts at');

/** One change of a draft, as an editor means it. */
export const intent = z
  .discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('edit-cell'),
      competency: code,
      level: startsAt,
      statement: textChange.optional(),
      questions: texts.optional(),
      evidenceRequired: z.boolean().optional(),
      mustHave: z.boolean().optional(),
      weight: z.number().positive().optional(),
      examples: texts.optional(),
      antipatterns: texts.optional(),
      measure: expectation.shape.measure.unwrap().max(20).optional().describe('An empty list takes it out'),
      listedAt: codes.describe('The levels whose lists have it').optional(),
    }),
    z.strictObject({ kind: z.literal('add-cell'), competency: code, level: startsAt, alsoAt: z.array(code).max(400).default([]), cell: newCell }),
    z.strictObject({ kind: z.literal('remove-cell'), competency: code, level: startsAt }),

    z.strictObject({ kind: z.literal('add-competency'), id: code, group: code, title: localizedText, level: startsAt, cell: newCell, after: after.optional() }),
    z.strictObject({ kind: z.literal('move-competency'), competency: code, after: after.optional(), group: code.optional() }),
    z.strictObject({ kind: z.literal('rename-competency'), competency: code, title: textChange }),
    z.strictObject({ kind: z.literal('end-competency'), competency: code, level: code, reason: localizedText }),
    z.strictObject({ kind: z.literal('continue-competency'), competency: code }).describe('Takes its end back'),
    z.strictObject({ kind: z.literal('remove-competency'), competency: code }),

    z
      .strictObject({ kind: z.literal('link-competencies'), into: code, competencies: codes })
      .describe('They are one competency, in which later statements raise earlier ones'),
    z
      .strictObject({ kind: z.literal('merge-competencies'), into: code, competencies: codes })
      .describe('The same, and where several start at one level, one cell says it all'),
    z
      .strictObject({ kind: z.literal('split-competency'), competency: code, id: code, title: localizedText, levels: codes, copied: z.boolean().default(false) })
      .describe('The cells that start at these levels become a competency of their own; copied, they stay where they are as well'),

    z
      .strictObject({ kind: z.literal('same-as'), level: code, group: code, as: code.nullable() })
      .describe('The group is at this level what it is at the other one, by reference; null takes the reference out'),
    z
      .strictObject({ kind: z.literal('cell-same-as'), competency: code, level: code, as: code.nullable() })
      .describe('The competency is at this level what it is at the other one, by reference, whatever its group is and in place of a cell that is listed there as well; null takes the reference out'),
    z.strictObject({ kind: z.literal('add-level'), code, names, after: after.describe('The level below; null for the lowest') }),
    z.strictObject({ kind: z.literal('rename-level'), level: code, names }),
    z.strictObject({ kind: z.literal('order-levels'), levels: codes.describe('All of them, from the lowest') }),
    z.strictObject({ kind: z.literal('remove-level'), level: code, withCells: z.boolean().default(false).describe('Also where cells are listed there alone') }),

    z.strictObject({ kind: z.literal('add-group'), group: code }),
    z.strictObject({ kind: z.literal('rename-group'), group: code, to: code }),
    z.strictObject({ kind: z.literal('name-group'), group: code, name: textChange }),
    z.strictObject({ kind: z.literal('order-groups'), groups: codes.describe('All of them') }),
    z.strictObject({ kind: z.literal('remove-group'), group: code }),

    z.strictObject({ kind: z.literal('set-term'), word: term.shape.word.max(200), words: term.shape.words, definition: localizedText, measure: term.shape.measure.max(20).default([]) }),
    z.strictObject({ kind: z.literal('remove-term'), word: term.shape.word }),
    z.strictObject({ kind: z.literal('rename-matrix'), name: matrixFrame.shape.name }),
    z.strictObject({ kind: z.literal('read-as'), reading }),
  ])
  .meta({ id: 'MatrixChange' });
export type Intent = z.infer<typeof intent>;
export type IntentOf<Kind extends Intent['kind']> = Extract<Intent, { kind: Kind }>;

/** The part that a change names as its own; undefined for one that is about several, or about what is not there yet. */
export function namedPart(change: Intent): PartName | undefined {
  switch (change.kind) {
    case 'edit-cell':
    case 'add-cell':
    case 'remove-cell':
      return { part: 'cell', competency: change.competency, level: change.level };
    case 'cell-same-as':
      return { part: 'reference', competency: change.competency, level: change.level };
    case 'move-competency':
    case 'rename-competency':
    case 'end-competency':
    case 'continue-competency':
    case 'remove-competency':
    case 'split-competency':
      return { part: 'competency', competency: change.competency };
    case 'add-competency':
    case 'link-competencies':
    case 'merge-competencies':
    case 'same-as':
    case 'add-level':
    case 'rename-level':
    case 'order-levels':
    case 'remove-level':
    case 'add-group':
    case 'rename-group':
    case 'name-group':
    case 'order-groups':
    case 'remove-group':
    case 'set-term':
    case 'remove-term':
    case 'rename-matrix':
    case 'read-as':
      return undefined;
  }
}
