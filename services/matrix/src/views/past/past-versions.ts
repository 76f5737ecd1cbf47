import { Inject, Injectable } from '@nestjs/common';
import { matrixEvents, type MatrixEvent } from '@rung/contracts';
import type { EventLog, RecordedEvent } from '@rung/event-store';
import { invalidRequest } from '@rung/service-kit';

import { EVENT_LOG } from '../../tokens.js';
import { project, type GridRow } from '../grid/grid.projector.js';
import type { MatrixVersion } from '../grid/matrix-version.entity.js';
import type { Moment } from './moment.js';

interface Told {
  readonly stored: RecordedEvent;
  readonly event: MatrixEvent;
}

/** What was true at a moment, made from the events up to it by what keeps the view. */
@Injectable()
export class PastVersions {
  constructor(@Inject(EVENT_LOG) private readonly log: EventLog) {}

  /** The versions that a matrix had, by number. @throws DomainError invalid-request for a position in a lane that the matrix is not in. */
  async of(matrixId: string, at: Moment): Promise<MatrixVersion[]> {
    const rows = new Map<number, GridRow>();
    for (const { stored, event } of await this.until(matrixId, at)) {
      if (event.type === 'ApprovalPolicySet') continue;
      const row = project(rows.get(event.data.version), event, stored.streamVersion);
      if (row !== undefined) rows.set(event.data.version, row);
    }
    return [...rows.values()].map(({ matrix_id: id, version, status, hash, frame, competencies, stream_version: streamVersion }) => ({
      matrixId: id, version, status, hash, frame, competencies, streamVersion,
    }));
  }

  /** The version of a matrix' stream at a moment; 0 before it began. */
  async revisionOf(matrixId: string, at: Moment): Promise<number> {
    return (await this.until(matrixId, at)).at(-1)?.stored.streamVersion ?? 0;
  }

  private async until(matrixId: string, at: Moment): Promise<Told[]> {
    const told = (await this.log.readStream(`matrix/${matrixId}`)).map((stored) => ({ stored, event: matrixEvents.read(stored) }));
    const later = told.findIndex((one) => isLater(one, at));
    return later < 0 ? told : told.slice(0, beginningOfCommand(told, later));
  }
}

/** Where the command began that told an event: nobody ever saw half of a draft, or of a publication. */
function beginningOfCommand(told: readonly Told[], at: number): number {
  const type = told[at]?.event.type;
  if (type === 'CompetencyDrafted') return told.findLastIndex(({ event }, place) => place < at && event.type === 'VersionDrafted');
  if (type !== 'CompetencyPublished' && type !== 'VersionPublished') return at;
  return told.findLastIndex(({ event }, place) => place < at && event.type !== 'CompetencyPublished') + 1;
}

/** Events of one command that have no time of their own go with the one that has. */
function isLater({ stored, event }: Told, at: Moment): boolean {
  if ('time' in at) return 'at' in event.data && Date.parse(event.data.at) > at.time;
  const position = at.positions.get(stored.lane);
  if (position !== undefined) return stored.position > position;
  throw invalidRequest(`The query parameter at names no position in lane ${stored.lane}, in which "${stored.streamId}" is.`, [
    { pointer: '/at', detail: `needs ${stored.lane}:POSITION` },
  ]);
}
