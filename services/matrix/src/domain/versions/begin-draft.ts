// How drafts begin, and how they are given up.
import { CompetencyDrafted, DraftDiscarded, VersionDrafted, type DraftSource, type MatrixEvent } from '@rung/contracts';
import { DomainError } from '@rung/event-sourcing';
import { matrixFaults, sorted, type MatrixContent } from '@rung/matrix-model';

import { draftOf, versionOf, type Matrix } from './version.js';

interface ByEditor {
  readonly matrixId: string;
  readonly by: string;
  readonly at: string;
}

export interface DraftVersion extends ByEditor {
  readonly type: 'DraftVersion';
  readonly content: MatrixContent;
  readonly source: DraftSource;
}

export interface BranchVersion extends ByEditor {
  readonly type: 'BranchVersion';
  /** Of the same matrix, whatever became of it. */
  readonly from: number;
}

export interface DiscardDraft extends ByEditor {
  readonly type: 'DiscardDraft';
  readonly version: number;
  readonly reason?: string;
}

/** A text may also begin the next version of a matrix that is there; what else comes from outside begins a matrix. */
export function draftVersion({ matrixId, content, source, by, at }: DraftVersion, matrix: Matrix): MatrixEvent[] {
  if (source.kind !== 'import' && matrix.versions.some(({ status }) => status !== 'discarded')) {
    throw new DomainError('matrix-exists', `The matrix "${matrixId}" is there already; choose another name.`, {
      errors: [{ pointer: '/name', detail: `makes the id "${matrixId}", which is taken` }],
    });
  }
  mustHaveNoDraft(matrixId, matrix);
  const faults = matrixFaults(content);
  if (faults.length > 0) throw new DomainError('matrix-unsound', 'Mend these parts first.', { errors: faults });
  return begun(matrix, { matrixId, content, source, by, at });
}

export function branchVersion({ matrixId, from, by, at }: BranchVersion, matrix: Matrix): MatrixEvent[] {
  const { content } = versionOf(matrix, matrixId, from);
  mustHaveNoDraft(matrixId, matrix);
  return begun(matrix, { matrixId, content, source: { kind: 'branch', matrix: matrixId, version: from }, by, at });
}

export function discardDraft({ matrixId, version, reason, by, at }: DiscardDraft, matrix: Matrix): MatrixEvent[] {
  draftOf(matrix, matrixId, version);
  return [DraftDiscarded({ matrixId, version, reason: reason ?? null, by, at })];
}

function mustHaveNoDraft(matrixId: string, { versions }: Matrix): void {
  if (versions.at(-1)?.status !== 'draft') return;
  throw new DomainError('draft-exists', `Version ${versions.length} of "${matrixId}" is a draft; publish or discard it first.`, { draft: versions.length });
}

function begun({ versions }: Matrix, { matrixId, content, source, by, at }: Omit<DraftVersion, 'type'>): MatrixEvent[] {
  const version = versions.length + 1;
  const { competencies, ...frame } = sorted(content);
  return [
    VersionDrafted({ matrixId, version, frame, competencies: competencies.length, source, by, at }),
    ...competencies.map((competency) => CompetencyDrafted({ matrixId, version, competency })),
  ];
}
