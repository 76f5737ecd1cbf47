// A lane's own connection: opened when needed, thrown away as soon as it is in doubt.
import pg from 'pg';

import type { Appended } from '../event-log.js';
import { failpoint } from '../failpoint.js';
import { ReplicationCutShort, waitForStandbySql, watchReplication } from './durability.js';
import { appendParameters, type PendingAppend } from './pending-append.js';

/** Why an append of a batch was not written. */
export interface Refusal {
  /** The stream's version. */
  readonly current: number;
  /** Of the command, if it was answered before, on whatever stream; `eventId` is that of its first event. */
  readonly answer: (Omit<Appended, 'repeated'> & { readonly eventId: string }) | null;
}

export interface BatchAnswer {
  /** The lane's last position before the batch. */
  readonly base: bigint;
  /** By stream id: a batch holds one append per stream. */
  readonly refused: ReadonlyMap<string, Refusal>;
}

export interface LaneConnection {
  /** Connects where there is no connection. @throws when the server cannot be reached: then nothing was sent. */
  ready(): Promise<void>;
  /** One call, one transaction, one round trip. @throws what `pg` throws; see `isRolledBack` for what that means. */
  append(batch: readonly PendingAppend[]): Promise<BatchAnswer>;
  /** Forgets the connection: the next append opens another. */
  drop(): void;
  close(): Promise<void>;
}

// Only transaction_timeout ends a transaction whose client froze between execute and sync, holding the lane.
const sessionSettings = `
set transaction_timeout = '5s';
set lock_timeout = '2s';
set default_transaction_isolation = 'read committed';
${waitForStandbySql('session')};
`;

const appendQuery = {
  name: 'rung-append',
  text: 'select base, refused from event_log.append($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13)',
};

interface AnswerRow {
  readonly base: string;
  readonly refused: readonly RefusedRow[] | null;
}

interface RefusedRow {
  readonly stream_id: string;
  readonly current: number;
  readonly answer: AnswerOfRow | null;
}

interface AnswerOfRow {
  readonly version: number;
  readonly lane: number;
  readonly position: string;
  readonly eventId: string;
  readonly streamId: string;
  readonly digest: string | null;
}

export function createLaneConnection({ config, lane }: { config: pg.ClientConfig; lane: number }): LaneConnection {
  let open: Promise<pg.Client> | undefined;

  const connect = (): Promise<pg.Client> => {
    const forget = (): void => {
      if (open === opening) open = undefined;
    };
    const opening = connectClient({ config, name: `rung-log-append-${lane}`, session: sessionSettings, onEnd: forget }).then((client) => {
      failpoint('append.session-set');
      return client;
    });
    return opening;
  };
  const connected = (): Promise<pg.Client> => (open ??= connect());

  return {
    async ready() {
      await connected();
    },
    async append(batch) {
      const client = await connected();
      const values = appendParameters(lane, batch);
      const watch = watchReplication(client);
      const answer = client.query<AnswerRow>({ ...appendQuery, values } as pg.QueryConfig).finally(watch.end);
      failpoint('append.sent');
      const { rows } = await answer;
      if (watch.wasCutShort()) throw new ReplicationCutShort();
      return batchAnswer(rows[0]!);
    },
    drop() {
      const dropped = open;
      open = undefined;
      void dropped?.then(destroy, () => undefined);
    },
    async close() {
      const closing = open;
      open = undefined;
      await closing?.then((client) => client.end()).catch(() => undefined);
    },
  };
}

export interface ClientOptions {
  readonly config: pg.ClientConfig;
  /** What an operator sees of it. */
  readonly name: string;
  /** Statements that it begins with. */
  readonly session: string;
  /** Called once, when the connection is gone for whatever reason. */
  readonly onEnd: () => void;
}

/** @throws when the server cannot be reached, or refuses the session; then no connection is left. */
export async function connectClient({ config, name, session, onEnd }: ClientOptions): Promise<pg.Client> {
  const client = new pg.Client(config);
  let ended = false;
  const end = (): void => {
    if (!ended) onEnd();
    ended = true;
  };
  client.on('error', end);
  client.on('end', end);
  try {
    await client.connect();
    await client.query(`set application_name = '${name}'; ${session}`);
    return client;
  } catch (error) {
    destroy(client);
    throw error;
  }
}

/** Without the farewell that `end` would wait for on a dead network. */
export function destroy(client: pg.Client): void {
  (client as unknown as { connection: { stream: { destroy(): void } } }).connection.stream.destroy();
}

function batchAnswer({ base, refused }: AnswerRow): BatchAnswer {
  const byStream = (refused ?? []).map((row): [string, Refusal] => [
    row.stream_id,
    {
      current: row.current,
      answer: row.answer === null ? null : answerOf(row.answer),
    },
  ]);
  return { base: BigInt(base), refused: new Map(byStream) };
}

function answerOf({ digest, position, ...rest }: AnswerOfRow): NonNullable<Refusal['answer']> {
  return { ...rest, position: BigInt(position), ...(digest !== null && { commandDigest: digest }) };
}
