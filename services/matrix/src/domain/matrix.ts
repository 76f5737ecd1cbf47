import { CompetencyPublished, VersionPublished, type MatrixEvent } from '@rung/contracts';
import type { Decider } from '@rung/event-sourcing';
import { applyParts, partAddress } from '@rung/matrix-model';

import { contentHash } from './content-hash.js';
import { branchVersion, discardDraft, draftVersion, type BranchVersion, type DiscardDraft, type DraftVersion } from './versions/begin-draft.js';
import { changeDraft, undoChange, type ChangeDraft, type UndoChange } from './versions/change-draft.js';
import { draftOf, type Matrix, type Version } from './versions/version.js';

export interface PublishVersion {
  readonly type: 'PublishVersion';
  readonly matrixId: string;
  readonly version: number;
  readonly by: string;
  readonly at: string;
}

export type MatrixCommand = DraftVersion | BranchVersion | DiscardDraft | PublishVersion | ChangeDraft | UndoChange;

export const matrix: Decider<Matrix, MatrixCommand, MatrixEvent> = {
  initial: { streamVersion: 0, versions: [] },

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
      case 'PublishVersion':
        return publish(command, state);
    }
  },

  evolve: (state, event) => ({ ...evolved(state, event), streamVersion: state.streamVersion + 1 }),
};

function evolved(state: Matrix, event: MatrixEvent): Matrix {
  switch (event.type) {
    case 'VersionDrafted':
      return { ...state, versions: [...state.versions, { content: { ...event.data.frame, competencies: [] }, status: 'draft', changes: [] }] };
    case 'CompetencyDrafted':
      return change(state, event.data.version, ({ content, ...version }) => ({
        ...version,
        content: { ...content, competencies: [...content.competencies, event.data.competency] },
      }));
    case 'DraftChanged': {
      const { parts, by } = event.data;
      const made = { number: state.streamVersion + 1, parts, addresses: new Set(parts.map(partAddress)), by };
      return change(state, event.data.version, ({ content, changes, ...version }) => ({ ...version, content: applyParts(content, parts), changes: [...changes, made] }));
    }
    case 'DraftDiscarded':
      return change(state, event.data.version, (version) => ({ ...version, status: 'discarded' }));
    case 'CompetencyPublished':
      return state;
    case 'VersionPublished':
      return change(state, event.data.version, (version) => ({ ...version, status: 'published' }));
  }
}

function publish({ matrixId, version, by, at }: PublishVersion, state: Matrix): MatrixEvent[] {
  const { content } = draftOf(state, matrixId, version);
  const { competencies, ...frame } = content;
  return [
    ...competencies.map((competency) => CompetencyPublished({ matrixId, version, competency })),
    VersionPublished({ matrixId, version, hash: contentHash(content), frame, competencyIds: competencies.map(({ id }) => id), by, at }),
  ];
}

function change(state: Matrix, number: number, next: (version: Version) => Version): Matrix {
  return { ...state, versions: state.versions.map((version, at) => (at === number - 1 ? next(version) : version)) };
}
