// Parked streams as operators are told of them, and what operators send.
import type { ParkedInspection, ParkedOutcome, ParkedPage, ParkedStreamView, RetriedPage } from '@rung/contracts';
import { shapeOf, type Inspection, type KnownDecision, type Outcome, type ParkedStream, type Retried } from '@rung/messaging';
import { z } from 'zod';

import { invalidRequest } from '../problems/refusals.js';

export const parkedQuery = z.object({
  projection: z.string().max(200).optional().describe('Its streams alone'),
  error: z.string().max(1_000).optional().describe('Those that were parked with exactly this error'),
  after: z.string().max(1_000).optional(),
  limit: z.coerce.number().int().min(1).max(1_000).default(100),
});
export type ParkedQueryView = z.output<typeof parkedQuery>;

type Place = Pick<ParkedStream, 'projection' | 'streamId'>;

/** Names of projections have no space in them; ids of streams may. */
const placeOf = ({ projection, streamId }: Place) => `${projection} ${streamId}`;

/** @throws DomainError invalid-request */
export function placeFrom(after: string | undefined): Place | undefined {
  if (after === undefined) return undefined;
  const [, projection, streamId] = /^(\S+) (.+)$/s.exec(after) ?? [];
  if (projection !== undefined && streamId !== undefined) return { projection, streamId };
  throw invalidRequest('The parameter after must be what the page before gave as next.');
}

function nextOf(found: readonly Place[], limit: number): string | null {
  const last = found.at(-1);
  return last !== undefined && found.length === limit ? placeOf(last) : null;
}

const viewOf = ({ projection, streamId, lane, position, error, parkedAt }: ParkedStream): ParkedStreamView => ({
  ...{ projection, stream: streamId, lane, position: String(position), error, parkedAt: parkedAt.toISOString() },
});

export function pageOf(found: readonly ParkedStream[], limit: number): ParkedPage {
  return { parked: found.map(viewOf), next: nextOf(found, limit) };
}

export function outcomeView(outcome: Outcome): ParkedOutcome {
  if (outcome.kind === 'waiting') return { outcome: 'waiting' };
  const { kind, followed } = outcome;
  return kind === 'followed' ? { outcome: kind, followed } : { outcome: kind, followed, position: String(outcome.position), error: outcome.error };
}

export function retriedView(retried: readonly Retried[], limit: number): RetriedPage {
  return {
    retried: retried.map(({ projection, streamId: stream, outcome }) => ({
      ...{ projection, stream },
      ...(outcome.kind === 'refused' ? { outcome: outcome.kind, error: outcome.code } : outcomeView(outcome)),
    })),
    next: nextOf(retried, limit),
  };
}

const decisionView = ({ action, at, by, reason, position, outcome }: KnownDecision) => ({
  ...{ action, at: at.toISOString(), by, reason: reason ?? null, about: String(position) },
  ...outcomeView(outcome),
});

export function inspectionView({ parked, event, waiting, decisions }: Inspection): ParkedInspection {
  return { ...viewOf(parked), event: event === undefined ? null : eventView(event), waiting, decisions: decisions.map(decisionView) };
}

function eventView({ eventId: id, type, schemaVersion, streamVersion, data }: NonNullable<Inspection['event']>): ParkedInspection['event'] {
  return { id, type, schemaVersion, streamVersion, data: shapeOf(data) };
}
