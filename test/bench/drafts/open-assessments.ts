// A thousand open assessments, each of a rater of its own, as the launch of a cycle leaves them.
import { encrypt, packed, personIdOf } from '@rung/service-kit';
import { randomBytes, randomUUID } from 'node:crypto';

import { poolTo } from '../pool-to.js';

export interface OpenAssessment {
  readonly assessment: string;
  /** The organisation's key of its rater. */
  readonly rater: string;
}

const assessments = 1_000;
const cycle = 'c0000000-0000-4000-8000-000000000001';
const cells = Array.from({ length: 40 }, (_, place) => ({ competency: `competency-${place}`, level: 'senior' }));

/** Fills the tables that a draft asks, with a key of its own for each participant. */
export async function openAssessments(databaseUrl: string, secrets: { readonly personIdSecret: string; readonly keyEncryptionKey: Buffer }): Promise<readonly OpenAssessment[]> {
  const rows = Array.from({ length: assessments }, (_, place) => {
    const rater = `rater-${place}`;
    const keyId = randomUUID();
    const wrapped = packed(encrypt(secrets.keyEncryptionKey, randomBytes(32), keyId)).toString('hex');
    return { assessment: randomUUID(), review: randomUUID(), person: randomUUID(), rater, rater_id: personIdOf(secrets.personIdSecret, rater), key_id: keyId, wrapped };
  });
  const pool = poolTo(databaseUrl);
  const insert = (text: string) => pool.query(`with given as (select * from jsonb_to_recordset($1::jsonb) as given (assessment uuid, review uuid, person uuid, rater_id uuid, key_id uuid, wrapped text)) ${text}`, [JSON.stringify(rows)]);
  try {
    await insert(`insert into rater_links (assessment, cycle, review, person, rater, role, state) select assessment, '${cycle}', review, person, rater_id, 'peer', 'open' from given`);
    await insert(`insert into assessment_forms (assessment, review, role, asked, offered, chooses, state, version)
      select assessment, review, 'peer', '${JSON.stringify(cells)}', '[]', 0, 'open', 1 from given`);
    await insert(`insert into sealing_keys (key_id, subject, purpose, cycle, wrapped) select key_id, person, 'observation', '${cycle}', decode(wrapped, 'hex') from given`);
    await pool.query('vacuum analyze rater_links, assessment_forms, sealing_keys');
  } finally {
    await pool.end();
  }
  return rows.map(({ assessment, rater }) => ({ assessment, rater }));
}

/** What a page sends of a draft of so many bytes, a kilobyte to a cell. */
export function draftOf(bytes: number): string {
  const empty = cells.slice(0, Math.ceil(bytes / 1_000)).map((cell) => ({ ...cell, value: 2, cites: [], observation: '' }));
  const words = bytes - JSON.stringify({ ratings: empty }).length;
  const ratings = empty.map((rating, place) => {
    const [from, to] = [place, place + 1].map((end) => Math.floor((words * end) / empty.length)) as [number, number];
    return { ...rating, observation: 'x'.repeat(to - from) };
  });
  return JSON.stringify({ ratings });
}

/** As the service stores a draft of so many bytes: sealed, in the same form. */
export function sealedBytes(bytes: number): string {
  const { iv, ciphertext, tag } = encrypt(randomBytes(32), Buffer.alloc(bytes), '');
  return JSON.stringify({ keyId: randomUUID(), iv: iv.toString('base64url'), ciphertext: ciphertext.toString('base64url'), tag: tag.toString('base64url') });
}
