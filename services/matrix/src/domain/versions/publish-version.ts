// How a draft is published, and how a version is retired.
import { CompetencyPublished, VersionPublished, VersionRetired, type Approver, type MatrixEvent } from '@rung/contracts';
import { DomainError } from '@rung/event-sourcing';
import { findingsIn } from '@rung/matrix-model';

import { contentHash } from '../content-hash.js';
import { demandedApprover, isApproved } from './approval.js';
import { draftOf, versionOf, type Matrix } from './version.js';

interface OfVersion {
  readonly matrixId: string;
  readonly version: number;
  readonly by: string;
  readonly at: string;
}

export interface PublishVersion extends OfVersion {
  readonly type: 'PublishVersion';
  /** What the organisation demands of every matrix. */
  readonly organisation: Approver;
}

export interface RetireVersion extends OfVersion {
  readonly type: 'RetireVersion';
  readonly reason?: string;
}

export function publishVersion({ matrixId, version, organisation, by, at }: PublishVersion, matrix: Matrix): MatrixEvent[] {
  const draft = draftOf(matrix, matrixId, version);
  const { must } = findingsIn(draft.content);
  if (must.length > 0) {
    throw new DomainError('draft-not-ready', `${must[0]?.pointer}: ${must[0]?.detail}. The readiness of the draft lists all, each with the change that mends it.`, {
      errors: must.map(({ pointer, detail }) => ({ pointer, detail })),
    });
  }
  const demanded = demandedApprover(matrix, organisation);
  if (!isApproved(draft, demanded)) {
    const who = demanded === 'hr' ? 'HR' : 'an editor who did not change it';
    throw new DomainError('approval-missing', `Let ${who} approve revision ${draft.revision} first: POST /matrices/${matrixId}/versions/${version}/approval.`, {
      approver: demanded, revision: draft.revision,
    });
  }
  const { competencies, ...frame } = draft.content;
  return [
    ...competencies.map((competency) => CompetencyPublished({ matrixId, version, competency })),
    VersionPublished({ matrixId, version, hash: contentHash(draft.content), frame, competencyIds: competencies.map(({ id }) => id), by, at }),
  ];
}

export function retireVersion({ matrixId, version, reason, by, at }: RetireVersion, matrix: Matrix): MatrixEvent[] {
  const { status } = versionOf(matrix, matrixId, version);
  if (status !== 'published') throw new DomainError('version-not-published', `Version ${version} of "${matrixId}" is ${status}; a published one is retired.`, { versionStatus: status });
  return [VersionRetired({ matrixId, version, reason: reason ?? null, by, at })];
}
