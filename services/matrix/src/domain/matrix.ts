import {
  CompetencyDrafted,
  CompetencyPublished,
  VersionDrafted,
  VersionPublished,
  type DraftSource,
  type MatrixEvent,
} from '@rung/contracts';
import { DomainError, type Decider } from '@rung/event-sourcing';
import { matrixFaults, type Competency, type MatrixContent, type MatrixFrame } from '@rung/matrix-model';

import { contentHash } from './content-hash.js';

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

export type MatrixCommand = DraftVersion | PublishVersion;

interface Version {
  readonly frame: MatrixFrame;
  readonly competencies: readonly Competency[];
  readonly published: boolean;
}

/** The versions of one matrix; index 0 is version 1. At most the last one is a draft. */
export interface Matrix {
  readonly versions: readonly Version[];
}

export const matrix: Decider<Matrix, MatrixCommand, MatrixEvent> = {
  initial: { versions: [] },

  decide(command, state) {
    switch (command.type) {
      case 'DraftVersion':
        return draft(command, state);
      case 'PublishVersion':
        return publish(command, state);
    }
  },

  evolve(state, event) {
    switch (event.type) {
      case 'VersionDrafted':
        return { versions: [...state.versions, { frame: event.data.frame, competencies: [], published: false }] };
      case 'CompetencyDrafted':
        return change(state, event.data.version, (version) => ({
          ...version,
          competencies: [...version.competencies, event.data.competency],
        }));
      case 'CompetencyPublished':
        return state;
      case 'VersionPublished':
        return change(state, event.data.version, (version) => ({ ...version, published: true }));
    }
  },
};

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
  const { competencies, ...frame } = content;
  return [
    VersionDrafted({ matrixId, version, frame, competencies: competencies.length, source, by, at }),
    ...competencies.map((competency) => CompetencyDrafted({ matrixId, version, competency })),
  ];
}

function publish({ matrixId, version, by, at }: PublishVersion, { versions }: Matrix): MatrixEvent[] {
  const found = versions[version - 1];
  if (found === undefined) {
    throw new DomainError('not-found', `The matrix "${matrixId}" has no version ${version}.`);
  }
  if (found.published) {
    throw new DomainError('version-not-draft', `Version ${version} of "${matrixId}" was published before.`);
  }
  const { frame, competencies } = found;
  return [
    ...competencies.map((competency) => CompetencyPublished({ matrixId, version, competency })),
    VersionPublished({
      matrixId,
      version,
      hash: contentHash({ ...frame, competencies: [...competencies] }),
      frame,
      competencyIds: competencies.map((competency) => competency.id),
      by,
      at,
    }),
  ];
}

function change(state: Matrix, number: number, next: (version: Version) => Version): Matrix {
  return { versions: state.versions.map((version, at) => (at === number - 1 ? next(version) : version)) };
}
