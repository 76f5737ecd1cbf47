import { randomBytes, randomUUID } from 'node:crypto';

import { Inject, Injectable } from '@nestjs/common';
import type { SealedText } from '@rung/contracts';
import { DomainError } from '@rung/event-sourcing';
import { answeredTogether } from '@rung/messaging';
import type { Pool } from 'pg';

import { KEY_ENCRYPTION_KEY, POOL } from '../tokens.js';
import { seal, unseal, unwrap, wrap, type SealingKey } from './sealing.js';

/** What the text is; each purpose has a key of its own, so that each can be forgotten by itself. */
export type Purpose = 'evidence' | 'observation' | 'calibration';
const purposes: readonly Purpose[] = ['evidence', 'observation', 'calibration'];

interface WantedKey {
  readonly subject: string;
  readonly purpose: Purpose;
  readonly cycle: string;
}

interface KeyRow {
  readonly key_id: string;
  readonly wrapped: Buffer;
}

/**
 * The keys that free text about people is sealed with: one per person, purpose and cycle. They are drawn when the person's
 * review is launched and never when text is read or written, so that a key that was destroyed does not come back.
 */
@Injectable()
export class SealingKeys {
  /** What is asked in one turn of the event loop is one statement. */
  private readonly asking: (wanted: WantedKey) => Promise<ReadonlyMap<WantedKey, KeyRow>>;

  constructor(
    @Inject(POOL) private readonly pool: Pool,
    @Inject(KEY_ENCRYPTION_KEY) private readonly keyEncryptionKey: Buffer,
  ) {
    this.asking = answeredTogether((wanted: readonly WantedKey[]) => this.findAll(wanted));
  }

  /** Draws the keys of participants of a cycle, once. @param people opaque ids. */
  async draw(cycle: string, people: readonly string[]): Promise<void> {
    const drawn = people.flatMap((subject) => purposes.map((purpose) => this.drawOne(subject, purpose)));
    await this.pool.query(
      `insert into sealing_keys (key_id, subject, purpose, cycle, wrapped)
       select key_id, subject, purpose, $1, wrapped
       from unnest($2::uuid[], $3::uuid[], $4::text[], $5::bytea[]) as drawn (key_id, subject, purpose, wrapped)
       on conflict (subject, purpose, cycle) do nothing`,
      [cycle, drawn.map((key) => key.keyId), drawn.map((key) => key.subject), drawn.map((key) => key.purpose), drawn.map((key) => key.wrapped)],
    );
  }

  /**
   * Draws the key of a purpose for a review that was launched by a build without it. One who was forgotten has no key left in
   * the cycle, and gets none.
   */
  async drawLate(subject: string, purpose: Purpose, cycle: string): Promise<void> {
    const { keyId, wrapped } = this.drawOne(subject, purpose);
    await this.pool.query(
      `insert into sealing_keys (key_id, subject, purpose, cycle, wrapped)
       select $1, subject, $2, cycle, $3 from sealing_keys where subject = $4 and cycle = $5 limit 1
       on conflict (subject, purpose, cycle) do nothing`,
      [keyId, purpose, wrapped, subject, cycle],
    );
  }

  /** @returns what seals text for one event. @throws DomainError not-found when the person was forgotten. */
  async sealer(subject: string, purpose: Purpose, cycle: string): Promise<(text: string, eventId: string) => SealedText> {
    const wanted = { subject, purpose, cycle };
    const row = (await this.asking(wanted)).get(wanted);
    if (row === undefined) throw new DomainError('not-found', 'This person takes no part in the cycle.');
    const key = this.open(row);
    return (text, eventId) => seal(key, text, eventId);
  }

  private async findAll(wanted: readonly WantedKey[]): Promise<ReadonlyMap<WantedKey, KeyRow>> {
    const { rows } = await this.pool.query<KeyRow & { readonly place: string }>({
      name: 'rung-sealing-keys',
      text: `select place, key_id, wrapped from unnest($1::uuid[], $2::text[], $3::uuid[]) with ordinality as said (subject, purpose, cycle, place)
        join sealing_keys using (subject, purpose, cycle)`,
      values: [wanted.map(({ subject }) => subject), wanted.map(({ purpose }) => purpose), wanted.map(({ cycle }) => cycle)],
    });
    return new Map(rows.map((row) => [wanted[Number(row.place) - 1]!, row]));
  }

  /** @returns the texts in their order; null for one whose key was destroyed. @throws Error for one that was tampered with. */
  async unsealAll(texts: readonly { readonly sealed: SealedText; readonly eventId: string }[]): Promise<(string | null)[]> {
    const { rows } = await this.pool.query<KeyRow>('select key_id, wrapped from sealing_keys where key_id = any($1::uuid[])', [
      [...new Set(texts.map(({ sealed }) => sealed.keyId))],
    ]);
    const keys = new Map(rows.map((row) => [row.key_id, this.open(row)]));
    return texts.map(({ sealed, eventId }) => {
      const key = keys.get(sealed.keyId);
      return key === undefined ? null : unseal(key, sealed, eventId);
    });
  }

  private drawOne(subject: string, purpose: Purpose) {
    const key: SealingKey = { keyId: randomUUID(), key: randomBytes(32) };
    return { keyId: key.keyId, subject, purpose, wrapped: wrap(this.keyEncryptionKey, key) };
  }

  private open({ key_id: keyId, wrapped }: KeyRow): SealingKey {
    return unwrap(this.keyEncryptionKey, keyId, wrapped);
  }
}
