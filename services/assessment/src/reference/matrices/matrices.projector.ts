import { matrixEvents, type MatrixEvent } from '@rung/contracts';
import type { Competency, MatrixFrame } from '@rung/matrix-model';
import { foldedTable, foldProjection, type Feed, type Projection } from '@rung/messaging';

interface CompetencyRow {
  readonly matrix: string;
  readonly version: number;
  readonly competency: string;
  readonly body: Competency;
}

interface ManifestRow {
  readonly matrix: string;
  readonly version: number;
  readonly hash: string;
  readonly frame: MatrixFrame;
  readonly competency_ids: readonly string[];
}

interface RetirementRow {
  readonly matrix: string;
  readonly version: number;
  readonly at: string;
}

// A published version never changes: whichever comes first stays.

const competencies = foldedTable<MatrixEvent, CompetencyRow>({
  name: 'matrix_competencies',
  columns: { matrix: 'text', version: 'integer', competency: 'text', body: 'jsonb' },
  key: ['matrix', 'version', 'competency'],
  change: (event) => {
    if (event.type !== 'CompetencyPublished') return undefined;
    const { matrixId: matrix, version, competency: body } = event.data;
    return { key: [matrix, version, body.id], next: (row) => row ?? { matrix, version, competency: body.id, body } };
  },
});

const manifests = foldedTable<MatrixEvent, ManifestRow>({
  name: 'matrix_manifests',
  columns: { matrix: 'text', version: 'integer', hash: 'text', frame: 'jsonb', competency_ids: 'jsonb' },
  key: ['matrix', 'version'],
  change: (event) => {
    if (event.type !== 'VersionPublished') return undefined;
    const { matrixId: matrix, version, hash, frame, competencyIds: competency_ids } = event.data;
    return { key: [matrix, version], next: (row) => row ?? { matrix, version, hash, frame, competency_ids } };
  },
});

const retirements = foldedTable<MatrixEvent, RetirementRow>({
  name: 'matrix_retirements',
  columns: { matrix: 'text', version: 'integer', at: 'text' },
  key: ['matrix', 'version'],
  change: (event) => {
    if (event.type !== 'VersionRetired') return undefined;
    const { matrixId: matrix, version, at } = event.data;
    return { key: [matrix, version], next: (row) => row ?? { matrix, version, at } };
  },
});

/** Keeps what the matrix service publishes and retires; drafts are its own affair. All tables take their rows in any order. */
export function matricesProjection(feed: Feed): Projection {
  return foldProjection<MatrixEvent>({
    name: 'matrices',
    feed,
    catalogue: matrixEvents,
    tables: [competencies, manifests, retirements],
  });
}
