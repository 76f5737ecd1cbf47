// Whether a topic is the log's own: what another service's topic has, this log never had, and would take in or declare void as if it were lost.
import { topics } from '@rung/contracts';
import { logSource } from '@rung/event-store';
import type { Pool } from 'pg';

import type { KeptRecord } from '../event-bus.js';
import { sourceOf } from '../kafka/cloud-event.js';
import { ReconcileRefused } from './reconcile-refused.js';
import { topicsOf } from './relay-cursors.js';

/** By whose log it is, where it knows, else by what it was handed over to. @throws ReconcileRefused */
export async function mustBeOwnTopic({ pool, topic }: { readonly pool: Pool; readonly topic: string }): Promise<void> {
  const source = await logSource(pool);
  if (source !== undefined && (Object.values(topics) as string[]).includes(topic)) {
    if (sourceOf(topic) !== source) throw otherTopic(`is that of ${source}, and ${topic} that of ${sourceOf(topic)}`, topic);
    return;
  }
  const own = await topicsOf(pool);
  if (own.length > 0 && !own.includes(topic)) throw otherTopic(`is handed over to ${own.join(', ')}, not to ${topic}`, topic);
}

/** By what the topic's own records say, whatever it is called. @throws ReconcileRefused */
export function mustBeOfSource(source: string | undefined, records: readonly KeptRecord[]): void {
  const strange = source === undefined ? undefined : records.find((record) => record.source !== undefined && record.source !== source);
  if (strange !== undefined) throw otherTopic(`is that of ${source}, and the topic has events of ${strange.source}`, 'the topic');
}

function otherTopic(what: string, topic: string): ReconcileRefused {
  return new ReconcileRefused(`This log ${what}. Name its own topic, or the database of the service that ${topic} is of.`);
}
