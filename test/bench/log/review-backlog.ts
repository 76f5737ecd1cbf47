// A log full of reviews, as a cycle leaves it: all are launched, evidence comes in, grades are proposed, confirmed and released.
import { assessmentTopicEvents, EvidenceRecorded, GradeConfirmed, GradeProposed, GradeReleased, ReviewLaunched } from '@rung/contracts';
import type { DomainEvent } from '@rung/event-sourcing';
import type { Pool } from 'pg';

/** The lanes of the distributed shape. */
export const lanes = 4;

const someone = '00000000-0000-4000-8000-00000000feed';
const at = '2026-11-25T12:00:00.000Z';
const matrix = { id: 'python-developer', version: 1, hash: 'ab'.repeat(32) };
const title = { ru: 'Работа в команде', en: 'Teamwork' };
const statement = { ru: 'Делится с командой тем, чему научился', en: 'Shares with the team what was learned' };

/** What happens to a review, in order; 600 bytes in the mean. Whose it is, the database fills in. */
const story: readonly DomainEvent[] = [
  ReviewLaunched({
    ...{ review: someone, cycle: someone, person: someone, unit: 'platform', manager: someone, matrix },
    ...{ currentLevel: 'junior', basis: { kind: 'entry-grade', signedBy: someone }, targetLevel: 'middle', at },
  }),
  EvidenceRecorded({
    ...{ review: someone, evidence: someone, competency: 'teamwork', level: 'middle', on: '2026-11-20' },
    text: { keyId: someone, iv: 'x'.repeat(16), ciphertext: 'x'.repeat(240), tag: 'x'.repeat(22) },
  }),
  GradeProposed({
    ...{ review: someone, matrix, policy: { name: 'default', version: 1 }, grade: 'middle', at },
    explanation: {
      policy: { name: 'default', version: 1 },
      ...{ currentLevel: 'Junior', targetLevel: 'Middle', grade: 'Middle', metFrom: '1.5', minimumPeers: 3, lift: null, warnings: [] },
      cells: [
        {
          ...{ competency: 'teamwork', group: 'soft', title, statement, levels: ['Middle'], mustHave: false, evidenceRequired: false },
          contributions: [
            { source: 'manager', rating: 2, implied: false, counted: '2', weight: '0.6' },
            { source: 'peers', counted: '1.5', weight: '0.4' },
          ],
          ...{ beside: { self: 2, upward: null }, value: '1.8', verdict: 'met' },
        },
      ],
      named: [],
      gates: [
        {
          ...{ level: 'Middle', passed: true },
          groups: [{ group: 'soft', inForce: 1, missed: 0, mayMiss: 1, mustHavesMissed: 0, passed: true }],
          cells: [0],
        },
      ],
    },
  }),
  GradeConfirmed({ review: someone, grade: 'middle', by: someone, at }),
  GradeReleased({ review: someone, cycle: someone, person: someone, grade: 'middle', at }),
];

/** @returns how many events so many reviews make. */
export const eventsOf = (reviews: number): number => reviews * story.length;

/**
 * Fills a log of four lanes, each in the order in which a cycle goes on: every review of it is launched, then the next step.
 * @param pool of the log's owner: the service itself could not write so.
 */
export async function fillWithReviews(pool: Pool, reviews: number): Promise<void> {
  for (const [step, { type, data }] of story.entries()) {
    await pool.query(
      `insert into event_log.events (lane, position, stream_id, stream_version, type, schema_version, event_id, occurred_at, day_only, data, metadata)
       select n % ${lanes}, $1::int * ($2::int / ${lanes}) + n / ${lanes} + 1, 'review/' || id, $1 + 1, $3, $6, gen_random_uuid(), $4, false,
         $5::jsonb || jsonb_build_object('review', id) || case when $5::jsonb ? 'person' then jsonb_build_object('person', id) else '{}' end,
         '{"correlationId": "0b6f6a52-64c7-4f3c-9a3e-0d9d0f0f7f10"}'
       from generate_series(0, $2 - 1) as n, lateral (select ('00000000-0000-4000-8000-' || lpad(to_hex(n), 12, '0'))::uuid as id) as named`,
      [step, reviews, type, at, JSON.stringify(data), assessmentTopicEvents.schemaVersionOf(type)],
    );
  }
  await pool.query('vacuum analyze event_log.events');
}
