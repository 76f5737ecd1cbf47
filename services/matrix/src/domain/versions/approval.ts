// Approval of a draft by a second person.
import { ApprovalPolicySet, DraftApproved, type Approver, type MatrixEvent } from '@rung/contracts';
import { DomainError } from '@rung/event-sourcing';

import { contentHash } from '../content-hash.js';
import { draftOf, type Matrix, type Version } from './version.js';

export interface SetApprovalPolicy {
  readonly type: 'SetApprovalPolicy';
  readonly matrixId: string;
  readonly approver: Approver;
  readonly by: string;
  readonly at: string;
}

export interface ApproveDraft {
  readonly type: 'ApproveDraft';
  readonly matrixId: string;
  readonly version: number;
  /** The version of the stream at which the approver read the draft. */
  readonly revision: number;
  /** What the organisation demands of every matrix. */
  readonly organisation: Approver;
  readonly as: 'editor' | 'hr';
  readonly by: string;
  readonly at: string;
}

const byStrictness: readonly Approver[] = ['nobody', 'editor', 'hr'];

/** What holds for a matrix: it may demand more than its organisation, never less. */
export function demandedApprover(matrix: Matrix, organisation: Approver): Approver {
  return byStrictness.indexOf(matrix.approver) > byStrictness.indexOf(organisation) ? matrix.approver : organisation;
}

export function setApprovalPolicy({ matrixId, approver, by, at }: SetApprovalPolicy, matrix: Matrix): MatrixEvent[] {
  if (matrix.versions.length === 0) throw new DomainError('not-found', `There is no matrix "${matrixId}".`);
  return matrix.approver === approver ? [] : [ApprovalPolicySet({ matrixId, approver, by, at })];
}

export function approveDraft({ matrixId, version, revision, organisation, as, by, at }: ApproveDraft, matrix: Matrix): MatrixEvent[] {
  const draft = draftOf(matrix, matrixId, version);
  if (demandedApprover(matrix, organisation) === 'hr' && as !== 'hr') {
    throw new DomainError('forbidden', `Drafts of "${matrixId}" are approved by HR.`);
  }
  if (draft.authors.has(by)) {
    throw new DomainError('own-changes', 'You changed this draft since it was approved last, or began it; somebody else has to approve it.');
  }
  if (revision < draft.revision || revision > matrix.streamVersion) {
    throw new DomainError('draft-changed', `You read revision ${revision}; read revision ${draft.revision}, and approve that.`, { revision: draft.revision });
  }
  if (draft.approval?.by === by && draft.approval.as === as) return [];
  return [DraftApproved({ matrixId, version, revision: draft.revision, hash: contentHash(draft.content), as, by, at })];
}

/** Whether what the draft says now was approved by whom the policy names. */
export function isApproved({ approval }: Version, demanded: Approver): boolean {
  return demanded === 'nobody' || (approval !== null && (demanded === 'editor' || approval.as === 'hr'));
}
