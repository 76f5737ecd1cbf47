// The levels that a review is frozen with at its launch.
import type { ReviewLaunched } from '@rung/contracts';
import { DomainError, type EventOf } from '@rung/event-sourcing';
import { findLevel, levelIndex, type MatrixContent } from '@rung/matrix-model';

import { targetOf } from '../grading/index.js';

export type LevelBasis = EventOf<typeof ReviewLaunched>['data']['basis'];

/** What is known about a person's level on a matrix, the most recent decision first. */
export interface LevelRecord {
  readonly released?: { readonly review: string; readonly grade: string | null };
  readonly entryGrade?: { readonly level: string; readonly signedBy: string };
}

/**
 * The current level and what it stands on: the last released decision, else a signed entry grade, else none. A level that
 * the pinned version of the matrix does not have any more says nothing in it.
 */
export function currentLevelOf(matrix: MatrixContent, record: LevelRecord): { currentLevel: string | null; basis: LevelBasis } {
  const { released, entryGrade } = record;
  if (released !== undefined && (released.grade === null || levelIndex(matrix, released.grade) >= 0)) {
    return { currentLevel: released.grade, basis: { kind: 'released', review: released.review } };
  }
  const signed = entryGrade === undefined ? undefined : findLevel(matrix, entryGrade.level)?.code;
  if (entryGrade !== undefined && signed !== undefined) {
    return { currentLevel: signed, basis: { kind: 'entry-grade', signedBy: entryGrade.signedBy } };
  }
  return { currentLevel: null, basis: { kind: 'none' } };
}

/**
 * The target level that a person asked for, by any of its names.
 * @throws DomainError `participant-without-level` when the matrix has no such level, `target-below-current`.
 */
export function namedTarget(matrix: MatrixContent, currentLevel: string | null, target: string): string {
  const found = findLevel(matrix, target);
  if (found === undefined) {
    throw new DomainError('participant-without-level', `The matrix has no level "${target}"; it has ${namesOf(matrix)}.`);
  }
  return targetOf(matrix, currentLevel, found.code);
}

function namesOf(matrix: MatrixContent): string {
  return matrix.levels.map((level) => level.names[0]).join(', ');
}
