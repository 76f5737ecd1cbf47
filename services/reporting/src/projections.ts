import type { Feed, Projection } from '@rung/messaging';

import { cyclesProjection } from './reference/cycles/cycles.projector.js';
import { matricesProjection } from './reference/matrices/matrices.projector.js';
import { relationsProjection } from './reference/relations/relations.projector.js';
import { gradeProjection } from './views/grade/grade.projector.js';
import { heatmapProjection } from './views/heatmap/heatmap.projector.js';

export interface Inboxes {
  readonly assessment: Feed;
  readonly matrix: Feed;
}

/**
 * Everything that is kept of other services' topics, each at its own pace.
 * @param graded told of the reviews whose grades may have changed, once that is committed.
 */
export function projectionsOf({ assessment, matrix }: Inboxes, graded: (reviews: readonly string[]) => Promise<void>): Projection[] {
  return [
    relationsProjection(assessment),
    cyclesProjection(assessment),
    matricesProjection(matrix),
    gradeProjection(assessment, graded),
    heatmapProjection(assessment),
  ];
}
