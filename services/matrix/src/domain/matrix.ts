import type { MatrixEvent } from '@rung/contracts';
import type { Decider } from '@rung/event-sourcing';
import { applyParts, partAddress } from '@rung/matrix-model';

import { approveDraft, setApprovalPolicy, type ApproveDraft, type SetApprovalPolicy } from './versions/approval.js';
import { branchVersion, discardDraft, draftVersion, type BranchVersion, type DiscardDraft, type DraftVersion } from './versions/begin-draft.js';
import { changeDraft, undoChange, type ChangeDraft, type UndoChange } from './versions/change-draft.js';
import { mapMigration, type MapMigration } from './versions/map-migration.js';
import { publishVersion, retireVersion, type PublishVersion, type RetireVersion } from './versions/publish-version.js';
import type { Matrix, Version } from './versions/version.js';

export type MatrixCommand =
  | DraftVersion | BranchVersion | DiscardDraft
  | ChangeDraft | UndoChange
  | SetApprovalPolicy | ApproveDraft
  | PublishVersion | RetireVersion | MapMigration;

export const matrix: Decider<Matrix, MatrixCommand, MatrixEvent> = {
  initial: { streamVersion: 0, versions: [], approver: 'nobody' },

  decide(command, state) {
    switch (command.type) {
      case 'DraftVersion':
        return draftVersion(command, state);
      case 'BranchVersion':
        return branchVersion(command, state);
      case 'DiscardDraft':
        return discardDraft(command, state);
      case 'ChangeDraft':
        return changeDraft(command, state);
      case 'UndoChange':
        return undoChange(command, state);
      case 'SetApprovalPolicy':
        return setApprovalPolicy(command, state);
      case 'ApproveDraft':
        return approveDraft(command, state);
      case 'PublishVersion':
        return publishVersion(command, state);
      case 'RetireVersion':
        return retireVersion(command, state);
      case 'MapMigration':
        return mapMigration(command, state);
    }
  },

  evolve: (state, event) => ({ ...evolved(state, event), streamVersion: state.streamVersion + 1 }),
};

function evolved(state: Matrix, event: MatrixEvent): Matrix {
  const now = state.streamVersion + 1;
  switch (event.type) {
    case 'VersionDrafted': {
      const { frame, by } = event.data;
      const begun: Version = { content: { ...frame, competencies: [] }, status: 'draft', changes: [], revision: now, approval: null, authors: new Set([by]) };
      return { ...state, versions: [...state.versions, begun] };
    }
    case 'CompetencyDrafted':
      return change(state, event.data.version, ({ content, ...version }) => ({
        ...version,
        content: { ...content, competencies: [...content.competencies, event.data.competency] },
        revision: now,
      }));
    case 'DraftChanged': {
      const { parts, by } = event.data;
      const made = { number: now, parts, addresses: new Set(parts.map(partAddress)), by };
      return change(state, event.data.version, ({ content, changes, approval, authors, ...version }) => ({
        ...version,
        content: applyParts(content, parts),
        changes: [...changes, made],
        revision: now,
        approval: null,
        authors: new Set(approval === null ? [...authors, by] : [by]),
      }));
    }
    case 'DraftDiscarded':
      return change(state, event.data.version, (version) => ({ ...version, status: 'discarded' }));
    case 'ApprovalPolicySet':
      return { ...state, approver: event.data.approver };
    case 'DraftApproved': {
      const { by, as, at } = event.data;
      return change(state, event.data.version, (version) => ({ ...version, approval: { by, as, at } }));
    }
    case 'CompetencyPublished':
    case 'MigrationMapped':
      return state;
    case 'VersionPublished':
      return change(state, event.data.version, (version) => ({ ...version, status: 'published' }));
    case 'VersionRetired':
      return change(state, event.data.version, (version) => ({ ...version, status: 'retired' }));
  }
}

function change(state: Matrix, number: number, next: (version: Version) => Version): Matrix {
  return { ...state, versions: state.versions.map((version, at) => (at === number - 1 ? next(version) : version)) };
}
