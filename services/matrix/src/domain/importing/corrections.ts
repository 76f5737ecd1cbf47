import { cellAt, reading, type Competency } from '@rung/matrix-model';
import { z } from 'zod';

import { correctionRefused } from './correction-refused.js';
import { bringBack, joinAsCells, joinAsOne } from './correcting/competencies.js';
import { competencyOf, levelOf, replaceCompetency } from './correcting/parts.js';
import { regroup, renameLevel, reverseLevels } from './correcting/levels.js';
import type { Preview } from './drafting/draft.js';
import { why, type Why } from './reasons.js';
import type { SaidLine } from './structure/said-lines.js';
import { groups } from './text/group-words.js';

const id = z.string().min(1).max(80);
const name = z.string().trim().min(1).max(200);

/** What a person may say about a preview before accepting it. Competencies are named by the preview's ids, levels by any of their names. */
export const correction = z
  .discriminatedUnion('kind', [
    /** Two competencies are one, said in two ways: the first one's wording stays. */
    z.strictObject({ kind: z.literal('merge'), competencies: z.tuple([id, id]) }),
    /** What a level says is a competency of its own, in that level's words. */
    z.strictObject({ kind: z.literal('split'), competency: id, level: name }),
    /** Whether evidence is demanded; a must-have by that alone goes with it. Of all cells, or of the one in force at a level. */
    z.strictObject({ kind: z.literal('evidence'), competency: id, required: z.boolean(), level: name.optional() }),
    z.strictObject({ kind: z.literal('must-have'), competency: id, value: z.boolean(), level: name.optional() }),
    /** What a line of a text is that was taken for something else; the text is read anew with it, before all other corrections. */
    z.strictObject({ kind: z.literal('line'), line: z.int().min(1), is: z.enum(['level', ...groups, 'own-group', 'no-heading']) }),
    z.strictObject({ kind: z.literal('reading'), value: reading }),
    z.strictObject({ kind: z.literal('reverse-levels') }),
    z.strictObject({ kind: z.literal('rename-level'), level: name, names: z.array(name).min(1).max(20) }),
    /** To another group that the preview has, or to soft or hard skills. */
    z.strictObject({ kind: z.literal('regroup'), competency: id, group: z.string().trim().min(1).max(80) }),
    /** Several competencies are one, in which later statements raise earlier ones. */
    z.strictObject({ kind: z.literal('link'), competencies: z.array(id).min(2).max(200) }),
  ])
  .meta({ id: 'ImportCorrection' });
export type Correction = z.infer<typeof correction>;

/** What is said of lines of a text, which has to be known when it is read. */
export function saidLinesIn(corrections: readonly Correction[]): SaidLine[] {
  return corrections.flatMap((one, at) => (one.kind === 'line' ? [{ line: one.line, is: one.is, at }] : []));
}

/**
 * The preview with corrections applied in their order; later ones see what earlier ones made.
 * @throws DomainError correction-not-applicable naming the correction, by its place in the list, and why
 */
export function applyCorrections(preview: Preview, corrections: readonly Correction[]): Preview {
  return corrections.reduce((corrected, one, at) => {
    const result = apply(corrected, one);
    if (!('reason' in result)) return result;
    throw correctionRefused(at, one.kind, result);
  }, preview);
}

/** The corrected preview, or why the correction does not fit it. */
function apply(preview: Preview, one: Correction): Preview | Why {
  switch (one.kind) {
    case 'merge':
      return joinAsOne(preview, one.competencies);
    case 'link':
      return joinAsCells(preview, one.competencies);
    case 'split':
      return bringBack(preview, one.competency, one.level);
    case 'evidence':
      return withCells(preview, one, (cell) => ({
        ...cell,
        evidenceRequired: one.required,
        mustHave: cell.mustHave === cell.evidenceRequired ? one.required : cell.mustHave,
      }));
    case 'must-have':
      return withCells(preview, one, (cell) => ({ ...cell, mustHave: one.value }));
    case 'line':
      return preview; // it was read so
    case 'reading':
      return { ...preview, matrix: { ...preview.matrix, reading: one.value } };
    case 'reverse-levels':
      return reverseLevels(preview);
    case 'rename-level':
      return renameLevel(preview, one.level, one.names);
    case 'regroup':
      return regroup(preview, one.competency, one.group);
  }
}

type Cell = Competency['cells'][number];

function withCells(
  preview: Preview,
  { competency, level }: { competency: string; level?: string },
  change: (cell: Cell) => Cell,
): Preview | Why {
  const found = competencyOf(preview, competency);
  if ('reason' in found) return found;
  const at = level === undefined ? undefined : levelOf(preview, level);
  if (at !== undefined && 'reason' in at) return at;
  const cell = at === undefined ? undefined : cellAt(preview.matrix, found, at.code);
  if (at !== undefined && cell === undefined) return why('not-in-force', { competency, level: level ?? '' });
  return replaceCompetency(preview, {
    ...found,
    cells: found.cells.map((one) => (cell === undefined || one === cell ? change(one) : one)),
  });
}
