// What stands in the way of publishing a content, or should be looked at before: each with its place, and the change that mends it. Pure.
import type { Intent } from '../editing/intent.js';
import { matrixFaults, type MatrixFault } from '../faults.js';
import { inForceAt, levelsOf } from '../in-force.js';
import type { MatrixContent } from '../matrix.js';
import { saidTwice } from './said-twice.js';
import { untranslated } from './untranslated.js';

export interface Finding {
  readonly kind: 'contradiction' | 'no-competencies' | 'empty-group' | 'empty-level' | 'never-in-force' | 'said-twice' | 'untranslated';
  /** JSON Pointer to the place in the content. */
  readonly pointer: string;
  readonly detail: string;
  /** The change that mends it; null where only a person can say what is meant. */
  readonly mend: Mend | null;
}

export interface Mend {
  readonly change: Intent;
  /** JSON Pointers to what has to be filled in first: the words "…" stand there. */
  readonly fill: readonly string[];
}

export interface Findings {
  /** Publishing is refused while there is one. */
  readonly must: readonly Finding[];
  readonly should: readonly Finding[];
}

export function findingsIn(matrix: MatrixContent): Findings {
  const must = [...matrixFaults(matrix).map((fault) => contradiction(matrix, fault)), ...noCompetencies(matrix)];
  if (must.length > 0) return { must, should: [] }; // what is in force cannot be told of a matrix that contradicts itself
  return { must, should: [...emptyGroups(matrix), ...emptyLevels(matrix), ...neverInForce(matrix), ...saidTwice(matrix), ...untranslated(matrix)] };
}

export function mend(change: Intent, ...fill: readonly string[]): Mend {
  return { change, fill };
}

function contradiction(matrix: MatrixContent, { pointer, detail }: MatrixFault): Finding {
  const [, list, at, field, key = ''] = pointer.split('/');
  const [level, competency] = [matrix.levels[Number(at)], matrix.competencies[Number(at)]];
  const found = { kind: 'contradiction' as const, pointer, detail };
  if (list === 'levels' && field === 'sameAs' && level !== undefined) return { ...found, mend: mend({ kind: 'same-as', level: level.code, group: key, as: null }) };
  if (list === 'competencies' && field === 'sameAs' && competency !== undefined) return { ...found, mend: mend({ kind: 'cell-same-as', competency: competency.id, level: key, as: null }) };
  if (list === 'competencies' && field === 'ended' && competency !== undefined) return { ...found, mend: mend({ kind: 'continue-competency', competency: competency.id }) };
  return { ...found, mend: null };
}

function noCompetencies({ competencies, groups, levels }: MatrixContent): Finding[] {
  if (competencies.length > 0) return [];
  const [group = '', level = ''] = [groups[0], levels[0]?.code];
  const cell = { statement: { en: '…' }, questions: [], evidenceRequired: false, mustHave: false, weight: 1 };
  const change: Intent = { kind: 'add-competency', id: 'first', group, title: { en: '…' }, level, cell };
  return [{ kind: 'no-competencies', pointer: '/competencies', detail: 'it expects nothing of anybody; add a competency', mend: mend(change, '/id', '/title/en', '/cell/statement/en') }];
}

function emptyGroups({ groups, competencies }: MatrixContent): Finding[] {
  return groups.flatMap((group, at): Finding[] => {
    if (competencies.some((one) => one.group === group)) return [];
    return [{ kind: 'empty-group', pointer: `/groups/${at}`, detail: `no competency is in the group "${group}"; take it out, or move some to it`, mend: mend({ kind: 'remove-group', group }) }];
  });
}

function emptyLevels(matrix: MatrixContent): Finding[] {
  return matrix.levels.flatMap(({ code }, at): Finding[] => {
    if (inForceAt(matrix, code).length > 0) return [];
    return [{ kind: 'empty-level', pointer: `/levels/${at}`, detail: `nothing is expected at level "${code}"; take it out, or add cells`, mend: mend({ kind: 'remove-level', level: code, withCells: false }) }];
  });
}

function neverInForce(matrix: MatrixContent): Finding[] {
  return matrix.competencies.flatMap((competency, row) =>
    competency.cells.flatMap((cell, at): Finding[] => {
      const level = cell.listedAt[0];
      if (level === undefined || levelsOf(matrix, competency, cell).length > 0) return [];
      const isOnly = competency.cells.length === 1;
      const change: Intent = isOnly ? { kind: 'remove-competency', competency: competency.id } : { kind: 'remove-cell', competency: competency.id, level };
      const detail = `the cell of "${competency.id}" that starts at "${level}" holds at no level; remove it, or let the competency end later`;
      return [{ kind: 'never-in-force', pointer: `/competencies/${row}/cells/${at}`, detail, mend: mend(change) }];
    }),
  );
}
