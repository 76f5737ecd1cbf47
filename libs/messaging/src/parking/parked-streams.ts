import type { Pool, PoolClient } from 'pg';

/** A stream that a projection or a reaction could not follow. */
export interface ParkedStream {
  readonly projection: string;
  readonly streamId: string;
  readonly lane: number;
  /** Of the event that failed. */
  readonly position: bigint;
  /** In words that hold no value of the data. */
  readonly error: string;
  readonly parkedAt: Date;
}

export interface ParkedQuery {
  readonly projection?: string;
  /** Those with this error alone. */
  readonly error?: string;
  /** The last one of the page before. */
  readonly after?: Pick<ParkedStream, 'projection' | 'streamId'>;
  readonly limit: number;
}

interface ParkedRow {
  readonly projection: string;
  readonly stream_id: string;
  readonly lane: number;
  readonly position: string;
  readonly error: string;
  readonly parked_at: Date;
}

const toParked = (row: ParkedRow): ParkedStream => ({
  projection: row.projection,
  streamId: row.stream_id,
  lane: row.lane,
  position: BigInt(row.position),
  error: row.error,
  parkedAt: row.parked_at,
});

/** In order of projection and stream. */
export async function listParked(pool: Pool, { projection, error, after, limit }: ParkedQuery): Promise<ParkedStream[]> {
  const { rows } = await pool.query<ParkedRow>(
    `select projection, stream_id, lane, position, error, parked_at from parked_streams
     where projection = coalesce($1, projection) and error = coalesce($2, error) and (projection, stream_id) > ($3, $4)
     order by projection, stream_id limit $5`,
    [projection, error, after?.projection ?? '', after?.streamId ?? '', limit],
  );
  return rows.map(toParked);
}

/** Streams of a projection that are parked in one schema, and in another one are not, or not any more at that event. */
export async function parkedInOneAlone(on: PoolClient, projection: string, one: string, other: string): Promise<ParkedStream[]> {
  const { rows } = await on.query<ParkedRow>(
    `select projection, stream_id, lane, position, error, parked_at from "${one}".parked_streams mine
     where projection = $1 and not exists (
       select from "${other}".parked_streams theirs
       where theirs.projection = mine.projection and theirs.stream_id = mine.stream_id and theirs.position <= mine.position)
     order by stream_id`,
    [projection],
  );
  return rows.map(toParked);
}

export async function parkedStream(on: Pool | PoolClient, projection: string, streamId: string): Promise<ParkedStream | undefined> {
  const { rows } = await on.query<ParkedRow>(
    'select projection, stream_id, lane, position, error, parked_at from parked_streams where projection = $1 and stream_id = $2',
    [projection, streamId],
  );
  return rows.map(toParked)[0];
}

/** Takes a stream out of those that are skipped, and out of the count beside the lane's cursor, which the caller has locked. */
export async function unparkStream(tx: PoolClient, { projection, streamId }: ParkedStream): Promise<void> {
  await tx.query(
    `with unparked as (delete from parked_streams where projection = $1 and stream_id = $2 returning lane)
     update projection_cursors c set parked = c.parked - 1 from unparked where c.projection = $1 and c.lane = unparked.lane`,
    [projection, streamId],
  );
}

/** An event that is in the way again has been so since it was parked first. */
export async function keepSince(tx: PoolClient, { projection, streamId, position, parkedAt }: ParkedStream): Promise<void> {
  await tx.query('update parked_streams set parked_at = $4 where projection = $1 and stream_id = $2 and position = $3', [
    projection,
    streamId,
    String(position),
    parkedAt,
  ]);
}
