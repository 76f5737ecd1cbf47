// A topic as reporting's inbox keeps it: every review with ten events of some 600 bytes, step after step as a cycle goes, so
// that the events of one review lie far apart.
import { topics } from '@rung/contracts';
import type { Pool } from 'pg';

export const lanes = 4;
export const eventsPerReview = 10;

const matrix = { id: 'bakers', version: 1, hash: 'f'.repeat(64) };
const at = '2026-11-22T10:00:00.000Z';
const uuidOf = (prefix: string) => `('${prefix}0000000-0000-4000-8000-' || lpad(n::text, 12, '0'))`;
const [review, person, cycle] = [uuidOf('a'), uuidOf('b'), `'c0000000-0000-4000-8000-000000000001'`];

const cell = {
  competency: 'kneading', group: 'hard', title: { ru: 'замес', en: 'kneading' }, statement: { ru: 'месит', en: 'kneads' }, levels: ['Baker'],
  mustHave: false, evidenceRequired: false, contributions: [], beside: { self: null, upward: null }, value: null, verdict: 'met',
};
const explanation = {
  policy: { name: 'default', version: 1 }, currentLevel: 'Apprentice', targetLevel: 'Baker', grade: 'Baker', metFrom: '1.5', minimumPeers: 3,
  cells: [cell], named: [], gates: [{ level: 'Baker', passed: true, groups: [], cells: [0] }], lift: null, warnings: [],
};

/** What is the same in every review, and the parts that are its own as SQL over its number `n`. */
interface Step {
  readonly type: string;
  /** Of the event's schema; the first where it is left out. */
  readonly version?: number;
  readonly data: object;
  readonly own: string;
}

const launched: Step = {
  type: 'ReviewLaunched',
  data: { unit: 'ovens', manager: null, matrix, currentLevel: 'apprentice', basis: { kind: 'none' }, targetLevel: 'baker', at },
  own: `'review', ${review}, 'cycle', ${cycle}, 'person', ${person}`,
};
const evidence: Step = {
  type: 'EvidenceRecorded',
  data: {
    competency: 'kneading', level: 'baker', on: '2026-11-20',
    text: { keyId: 'd0000000-0000-4000-8000-000000000001', iv: 'AAAAAAAAAAAAAAAA', ciphertext: 'x'.repeat(300), tag: 'AAAAAAAAAAAAAAAAAAAAAA==' },
  },
  own: `'review', ${review}, 'evidence', ${review}`,
};
const proposed: Step = {
  type: 'GradeProposed',
  version: 2,
  data: { matrix, policy: { name: 'default', version: 1 }, grade: 'baker', explanation, at },
  own: `'review', ${review}`,
};
const confirmed: Step = { type: 'GradeConfirmed', data: { grade: 'baker', at }, own: `'review', ${review}, 'by', ${person}` };
const released: Step = { type: 'GradeReleased', data: { grade: 'baker', at }, own: `'review', ${review}, 'cycle', ${cycle}, 'person', ${person}` };

const steps: readonly Step[] = [launched, ...Array.from({ length: eventsPerReview - 4 }, () => evidence), proposed, confirmed, released];

/** @param reviews divisible by the number of lanes. */
export async function fillInbox(pool: Pool, reviews: number): Promise<void> {
  const perLane = reviews / lanes;
  for (const [step, { type, version = 1, data, own }] of steps.entries()) {
    await pool.query(
      `insert into inbox (topic, lane, position, stream_id, stream_version, type, schema_version, event_id, occurred_at, data, metadata, epoch)
       select $1, n % ${lanes}, ${step * perLane} + n / ${lanes} + 1, 'review/' || ${review}, ${step + 1}, $2, ${version}, gen_random_uuid(), '${at}',
         $3::jsonb || jsonb_build_object(${own}), '{"correlationId": "0b6f6a52-64c7-4f3c-9a3e-0d9d0f0f7f10"}', '7/1/0'
       from generate_series(0, ${reviews - 1}) n`,
      [topics.assessment, type, JSON.stringify(data)],
    );
  }
  await pool.query(
    `insert into inbox_cursors (topic, lane, position) select $1, lane, ${perLane * eventsPerReview} from generate_series(0, ${lanes - 1}) lane`,
    [topics.assessment],
  );
  await pool.query('vacuum analyze inbox');
}
