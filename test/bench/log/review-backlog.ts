// A log, or an inbox, full of reviews as a cycle leaves it: all are launched, evidence comes in, grades are proposed, confirmed
// and released. So the events of one review lie far apart.
import { assessmentTopicEvents, topics } from '@rung/contracts';
import type { Pool } from 'pg';

import { eventsOf, story, type Step } from './review-story.js';

/** The lanes of the distributed shape. */
export const lanes = 4;

const occurredAt = '2026-11-25T12:00:00.000Z';
const request = '0b6f6a52-64c7-4f3c-9a3e-0d9d0f0f7f10';
const epoch = '7/1/0';

/** Columns that one of the tables has and the other has not, as SQL over a review's `id`. */
type OwnColumns = Readonly<Record<string, string>>;

/**
 * Fills a log of four lanes. Each event is the first of a command, as those that the service writes about reviews are.
 * @param pool of the log's owner: the service itself could not write so.
 * @param cycles that follow each other, each with as many reviews.
 */
export async function fillLog(pool: Pool, reviews: number, cycles = 1): Promise<void> {
  await fill({ pool, reviews, cycles, table: 'event_log.events' }, ({ by }) => ({
    command_id: 'gen_random_uuid()',
    command_size: '1',
    // of a request that had a key
    command_digest: by === 'person' ? 'sha256(uuid_send(gen_random_uuid()))' : 'null',
    day_only: 'false',
  }));
}

/** Fills reporting's inbox with the topic of such a log. */
export async function fillInbox(pool: Pool, reviews: number): Promise<void> {
  await fill({ pool, reviews, cycles: 1, table: 'inbox' }, () => ({ topic: `'${topics.assessment}'`, epoch: `'${epoch}'` }));
  await pool.query('insert into inbox_cursors (topic, lane, position) select $1, lane, $2 from generate_series(0, $3 - 1) lane', [
    ...[topics.assessment, eventsOf(reviews) / lanes, lanes],
  ]);
}

interface Filling {
  readonly pool: Pool;
  readonly reviews: number;
  readonly cycles: number;
  readonly table: string;
}

/** In the order of the positions, as a log is written. */
async function fill({ pool, reviews, cycles, table }: Filling, own: (step: Step) => OwnColumns): Promise<void> {
  if (reviews % lanes !== 0) throw new RangeError(`${reviews} reviews leave holes in ${lanes} lanes.`);
  for (let n = 0; n < cycles * story.length; n += 1) {
    const [cycle, place] = [Math.floor(n / story.length), n % story.length];
    const step = story[place]!;
    const { type, data } = step.event;
    const columns = own(step);
    await pool.query(
      `insert into ${table} (lane, position, stream_id, stream_version, type, schema_version, event_id, occurred_at, data, metadata, ${Object.keys(columns).join(', ')})
       select n % ${lanes}, $2::bigint + n / ${lanes} + 1, 'review/' || id, $4, $5, $6, gen_random_uuid(), '${occurredAt}',
         $7::jsonb || jsonb_build_object('review', id) || case when $7::jsonb ? 'person' then jsonb_build_object('person', id) else '{}' end,
         $8, ${Object.values(columns).join(', ')}
       from generate_series(0, $1::int - 1) as n, lateral (select ${idOf('$3::int', 'n')} as id) as named`,
      [
        ...[reviews, (n * reviews) / lanes, cycle],
        ...[place + 1, type, assessmentTopicEvents.schemaVersionOf(type), JSON.stringify(data), JSON.stringify(metadataOf(step))],
      ],
    );
  }
  await pool.query(`vacuum analyze ${table}`);
}

/** The same in every run, and as scattered over an index as real ones are: a UUID of the fourth version. */
const idOf = (cycle: string, n: string) => `overlay(overlay(md5(${cycle} || '/' || ${n}) placing '4' from 13 for 1) placing '8' from 17 for 1)::uuid`;

const metadataOf = ({ by }: Step) => ({ correlationId: request, ...(by === 'person' ? { actor: request } : { causationId: request }) });
