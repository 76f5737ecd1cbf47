// Rebuilds as a person reads them.
import type { ProjectionRebuild } from '@rung/contracts';

import type { OfService } from '../operator/services.js';
import { table } from '../operator/table.js';

export function rebuildsReport(rebuilds: readonly OfService<ProjectionRebuild>[]): string {
  const rows = rebuilds.map(({ service, projection, state, requestedAt, left, finishedAt, trouble, impossible }) => [
    ...[service, projection, impossible === null ? state : 'impossible'],
    ...[requestedAt ?? '', left ?? '', finishedAt ?? '', trouble ?? impossible ?? ''],
  ]);
  return table([['SERVICE', 'PROJECTION', 'STATE', 'ASKED FOR', 'EVENTS LEFT', 'ENDED', 'WHY NOT'], ...rows]);
}
