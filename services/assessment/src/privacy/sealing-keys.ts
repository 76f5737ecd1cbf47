import { randomBytes, randomUUID } from 'node:crypto';

import { Inject, Injectable } from '@nestjs/common';
import type { SealedText } from '@rung/contracts';
import { DomainError } from '@rung/event-sourcing';
import type { Pool } from 'pg';

import { KEY_ENCRYPTION_KEY, POOL } from '../tokens.js';
import { seal, unseal, unwrap, wrap, type SealingKey } from './sealing.js';

/** What the text is; each purpose has a key of its own, so that each can be forgotten by itself. */
export type Purpose = 'evidence' | 'observation';
const purposes: readonly Purpose[] = ['evidence', 'observation'];

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
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    @Inject(KEY_ENCRYPTION_KEY) private readonly keyEncryptionKey: Buffer,
  ) {}

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

  /** @returns what seals text for one event. @throws DomainError not-found when the person was forgotten. */
  async sealer(subject: string, purpose: Purpose, cycle: string): Promise<(text: string, eventId: string) => SealedText> {
    const { rows } = await this.pool.query<KeyRow>(
      'select key_id, wrapped from sealing_keys where subject = $1 and purpose = $2 and cycle = $3',
      [subject, purpose, cycle],
    );
    const [row] = rows;
    if (row === undefined) throw new DomainError('not-found', 'This person takes no part in the cycle.');
    const key = this.open(row);
    return (text, eventId) => seal(key, text, eventId);
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
