// The levels that a review is frozen with at its launch.
import type { ReviewLaunched } from '@rung/contracts';
import { DomainError, type EventOf } from '@rung/event-sourcing';
import { findLevel, levelIndex, type MatrixContent } from '@rung/matrix-model';

import { targetOf } from '../grading/index.js';

export type LevelBasis = EventOf<typeof ReviewLaunched>['data']['basis'];

/** What is known about a person's level on a matrix, the most recent decision first. */
export interface LevelRecord {
  /** The names are those of the grade's level in the version that it was decided on. */
  readonly released?: { readonly review: string; readonly grade: string | null; readonly names?: readonly string[] };
  readonly entryGrade?: { readonly level: string; readonly signedBy: string };
}

/**
 * The current level and what it stands on: the last released decision, else a signed entry grade, else none. A level whose code
 * the pinned version does not have is looked for by its names.
 * @throws DomainError `unknown-level` when there is a decision or a signature, and none by a level of this version: a person of
 * some level is never taken for one of none.
 */
export function currentLevelOf(matrix: MatrixContent, record: LevelRecord): { currentLevel: string | null; basis: LevelBasis } {
  const { released, entryGrade } = record;
  const decided = released === undefined ? undefined : sameLevel(matrix, released);
  if (released !== undefined && decided !== undefined) {
    return { currentLevel: decided, basis: { kind: 'released', review: released.review } };
  }
  const signed = entryGrade === undefined ? undefined : findLevel(matrix, entryGrade.level)?.code;
  if (entryGrade !== undefined && signed !== undefined) {
    return { currentLevel: signed, basis: { kind: 'entry-grade', signedBy: entryGrade.signedBy } };
  }
  const unknown = released?.grade ?? entryGrade?.level;
  if (unknown !== undefined) {
    const detail = `This person's level "${unknown}" is none of this version of the matrix, which has ${namesOf(matrix)}; have an entry grade signed by one of these.`;
    throw new DomainError('unknown-level', detail, { level: unknown });
  }
  return { currentLevel: null, basis: { kind: 'none' } };
}

/** @returns the code that a decided grade has in this version, null for none, undefined where no level is the same. */
function sameLevel(matrix: MatrixContent, { grade, names = [] }: NonNullable<LevelRecord['released']>): string | null | undefined {
  if (grade === null || levelIndex(matrix, grade) >= 0) return grade;
  return names.map((name) => findLevel(matrix, name)?.code).find((code) => code !== undefined);
}

/**
 * The target level that a person asked for, by any of its names.
 * @throws DomainError `participant-without-level` when the matrix has no such level, `target-below-current`.
 */
export function namedTarget(matrix: MatrixContent, currentLevel: string | null, target: string): string {
  const found = findLevel(matrix, target);
  if (found === undefined) {
    const detail = `The matrix has no level "${target}"; it has ${namesOf(matrix)}.`;
    throw new DomainError('participant-without-level', detail, { errors: [{ pointer: '/targetLevel', detail }] });
  }
  return targetOf(matrix, currentLevel, found.code);
}

/** The code of the level that a person confirms, by any of its names; null for none. @throws DomainError `unknown-level` */
export function namedGrade(matrix: MatrixContent, grade: string | null): string | null {
  if (grade === null) return null;
  const found = findLevel(matrix, grade);
  if (found !== undefined) return found.code;
  const detail = `The matrix has no level "${grade}"; it has ${namesOf(matrix)}.`;
  throw new DomainError('unknown-level', detail, { level: grade, errors: [{ pointer: '/grade', detail }] });
}

function namesOf(matrix: MatrixContent): string {
  return matrix.levels.map((level) => level.names[0]).join(', ');
}
