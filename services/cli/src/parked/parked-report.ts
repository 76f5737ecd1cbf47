// Parked streams as a person reads them.
import type { ParkedInspection, ParkedOutcome, ParkedStreamView, RetriedPage } from '@rung/contracts';

import { counted } from '../counted.js';
import type { OfService } from '../operator/services.js';
import { table } from '../operator/table.js';

export function listReport(parked: readonly OfService<ParkedStreamView>[]): string {
  if (parked.length === 0) return 'No stream is parked.\n';
  const rows = parked.map(({ service, projection, stream, position, parkedAt, error }) => [service, projection, stream, position, parkedAt, error]);
  return table([['SERVICE', 'PROJECTION', 'STREAM', 'POSITION', 'SINCE', 'ERROR'], ...rows]);
}

export function inspectionReport(seen: OfService<ParkedInspection>): string {
  const { service, projection, stream, lane, position, parkedAt, error, event, waiting, decisions } = seen;
  const facts = [
    ['stream', stream],
    ['parked for', `${projection} of ${service}, since ${parkedAt}`],
    ['because', error],
    ['in its way', `position ${position} of lane ${lane}`],
    ['which is', event === null ? 'not found any more' : `${event.type}, schema version ${event.schemaVersion}, version ${event.streamVersion} of the stream, ${event.id}`],
    ['data', event === null ? '' : JSON.stringify(event.data)],
    ['behind it', counted(waiting)],
  ];
  const past = decisions.map(({ at, action, by, reason, about, ...outcome }) => [at, action, `of ${about}`, `by ${by}`, reason ?? '', outcomeWords(outcome)]);
  return table(facts) + (past.length > 0 ? `decided\n${table(past)}` : '');
}

export function outcomeReport({ stream, ...outcome }: ParkedOutcome & { stream: string }): string {
  return `${stream}: ${outcomeWords(outcome)}\n`;
}

export function retriedReport(retried: RetriedPage['retried']): string {
  if (retried.length === 0) return 'No stream is parked.\n';
  return table(retried.map(({ projection, stream, outcome, ...rest }) => [projection, stream, outcome === 'refused' ? `refused: ${rest.error}` : outcomeWords({ outcome, ...rest })]));
}

function outcomeWords({ outcome, followed = 0, position, error }: ParkedOutcome): string {
  switch (outcome) {
    case 'followed':
      return `followed again, ${counted(followed)} taken up`;
    case 'parked':
      return `still parked, ${counted(followed)} taken up: ${error} at position ${position}`;
    case 'waiting':
      return 'waits for the process that reacts to it; look again';
  }
}
