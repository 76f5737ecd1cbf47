// Sessions as PostgreSQL keeps them: found by a hash, since the id itself signs in, and sealed, since they hold tokens.
import { createHash } from 'node:crypto';

import type { ServiceDatabase } from '@rung/service-kit';
import type { EntityManager } from 'typeorm';
import { z } from 'zod';

import { seal, unseal } from './sealing.js';

const secrets = z.object({
  person: z.object({ id: z.string(), name: z.string(), roles: z.array(z.string()) }),
  accessToken: z.string(),
  refreshToken: z.string().optional(),
  idToken: z.string().optional(),
});
type Held = z.infer<typeof secrets>;
/** What is sealed. */
export interface SessionSecrets extends Omit<Held, 'person'> {
  readonly person: SignedInPerson;
}

export interface SignedInPerson {
  /** The opaque id. */
  readonly id: string;
  readonly name: string;
  readonly roles: readonly string[];
}

export interface StoredSession extends SessionSecrets {
  /** Until when the access token may be sent. */
  readonly freshUntil: Date;
  readonly usedAt: Date;
  readonly endsAt: Date;
}

/** SHA-256 of what the cookie holds, in hex: what a session is known by from there on. */
export type SessionHash = string;

interface Row {
  readonly sealed: Buffer;
  readonly fresh_until: Date;
  readonly used_at: Date;
  readonly ends_at: Date;
}

const columns = 'sealed, fresh_until, used_at, ends_at';

export function hashOf(sessionId: string): SessionHash {
  return createHash('sha256').update(sessionId).digest('hex');
}

export class SessionStore {
  constructor(
    private readonly database: ServiceDatabase,
    private readonly secret: Buffer,
  ) {}

  async add(hash: SessionHash, { freshUntil, usedAt, endsAt, ...held }: StoredSession): Promise<void> {
    const values = [idOf(hash), this.#sealed(hash, held), freshUntil, usedAt, endsAt];
    await this.database.pool.query(`insert into sessions (id_hash, ${columns}) values ($1, $2, $3, $4, $5)`, values);
  }

  async find(hash: SessionHash): Promise<StoredSession | undefined> {
    const { rows } = await this.database.pool.query<Row>(`select ${columns} from sessions where id_hash = $1`, [idOf(hash)]);
    return this.#opened(hash, rows[0]);
  }

  async use(hash: SessionHash, at: Date): Promise<void> {
    await this.database.pool.query('update sessions set used_at = $2 where id_hash = $1 and used_at < $2', [idOf(hash), at]);
  }

  async remove(hash: SessionHash): Promise<void> {
    await this.database.pool.query('delete from sessions where id_hash = $1', [idOf(hash)]);
  }

  async sweep(now: Date, idleSince: Date): Promise<void> {
    await this.database.pool.query('delete from sessions where ends_at <= $1 or used_at <= $2', [now, idleSince]);
  }

  /**
   * Gives one caller at a time the session, whichever process it is in, and keeps what that makes of it: another session, none, or with
   * undefined the one that there was. On connections of its own, so that a provider that is slow keeps no request waiting that needs nothing of it.
   */
  async exclusively<Result>(hash: SessionHash, work: (session: StoredSession | undefined) => Promise<{ keep?: StoredSession | 'none'; result: Result }>): Promise<Result> {
    return this.database.dataSource.transaction(async (manager) => {
      await manager.query(`set local lock_timeout = '10s'`);
      const rows: Row[] = await manager.query(`select ${columns} from sessions where id_hash = $1 for update`, [idOf(hash)]);
      const { keep, result } = await work(this.#opened(hash, rows[0]));
      if (keep !== undefined) await this.#keep(manager, hash, keep);
      return result;
    });
  }

  async #keep(manager: EntityManager, hash: SessionHash, session: StoredSession | 'none'): Promise<void> {
    if (session === 'none') return void (await manager.query('delete from sessions where id_hash = $1', [idOf(hash)]));
    const { freshUntil, usedAt: _usedAt, endsAt: _endsAt, ...held } = session;
    const values = [idOf(hash), this.#sealed(hash, held), freshUntil];
    await manager.query('update sessions set sealed = $2, fresh_until = $3 where id_hash = $1', values);
  }

  #sealed(hash: SessionHash, held: SessionSecrets): Buffer {
    return seal(this.secret, `session ${hash}`, JSON.stringify(held));
  }

  #opened(hash: SessionHash, row: Row | undefined): StoredSession | undefined {
    const text = row === undefined ? undefined : unseal(this.secret, `session ${hash}`, row.sealed);
    if (row === undefined || text === undefined) return undefined;
    return { ...secrets.parse(JSON.parse(text)), freshUntil: row.fresh_until, usedAt: row.used_at, endsAt: row.ends_at };
  }
}

function idOf(hash: SessionHash): Buffer {
  return Buffer.from(hash, 'hex');
}
