import {
  CompetencyDrafted,
  CompetencyPublished,
  VersionDrafted,
  VersionPublished,
  type DraftSource,
  type MatrixEvent,
} from '@rung/contracts';
import { DomainError, type Decider } from '@rung/event-sourcing';
import { applyParts, matrixFaults, partAddress, sorted, type MatrixContent } from '@rung/matrix-model';

import { contentHash } from './content-hash.js';
import { changeDraft, undoChange, type ChangeDraft, type UndoChange } from './versions/change-draft.js';
import { draftOf, type Matrix, type Version } from './versions/version.js';

export interface DraftVersion {
  readonly type: 'DraftVersion';
  readonly matrixId: string;
  readonly content: MatrixContent;
  readonly source: DraftSource;
  readonly by: string;
  readonly at: string;
}

export interface PublishVersion {
  readonly type: 'PublishVersion';
  readonly matrixId: string;
  readonly version: number;
  readonly by: string;
  readonly at: string;
}

export type MatrixCommand = DraftVersion | PublishVersion | ChangeDraft | UndoChange;

export const matrix: Decider<Matrix, MatrixCommand, MatrixEvent> = {
  initial: { streamVersion: 0, versions: [] },

  decide(command, state) {
    switch (command.type) {
      case 'DraftVersion':
        return draft(command, state);
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
      return { ...state, versions: [...state.versions, { content: { ...event.data.frame, competencies: [] }, published: false, changes: [] }] };
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
    case 'CompetencyPublished':
      return state;
    case 'VersionPublished':
      return change(state, event.data.version, (version) => ({ ...version, published: true }));
  }
}

/** A copy from the catalogue begins a matrix; a text may also begin the next version of one. */
function draft({ matrixId, content, source, by, at }: DraftVersion, { versions }: Matrix): MatrixEvent[] {
  if (source.kind === 'catalogue' && versions.length > 0) {
    throw new DomainError('matrix-exists', `The matrix "${matrixId}" is there already; choose another name.`, {
      errors: [{ pointer: '/name', detail: `makes the id "${matrixId}", which is taken` }],
    });
  }
  if (versions.at(-1)?.published === false) {
    throw new DomainError('draft-exists', `Version ${versions.length} of "${matrixId}" is a draft; publish it first.`, {
      draft: versions.length,
    });
  }
  const faults = matrixFaults(content);
  if (faults.length > 0) throw new DomainError('matrix-unsound', 'Mend these parts first.', { errors: faults });
  const version = versions.length + 1;
  const { competencies, ...frame } = sorted(content);
  return [
    VersionDrafted({ matrixId, version, frame, competencies: competencies.length, source, by, at }),
    ...competencies.map((competency) => CompetencyDrafted({ matrixId, version, competency })),
  ];
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
