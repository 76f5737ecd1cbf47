// A reader that goes by position alone, as a consumer of a log does, and counts what it was never shown.
import pg from 'pg';

export interface PositionTail {
  /** Ends the tail once it has read to the end. @returns how many events came to lie behind its cursor. */
  missed(): Promise<number>;
}

const batch = 2_000;

/** Starts where the log ends now. */
export async function positionTail(url: string): Promise<PositionTail> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const numberOf = async (text: string): Promise<number> => Number((await client.query<{ n: string }>(text)).rows[0]?.n ?? 0);
  const before = await numberOf('select count(*) as n from event_log.events');
  let cursor = await numberOf('select coalesce(max(position), 0) as n from event_log.events');
  let seen = 0;
  let isEnding = false;
  const follow = async (): Promise<void> => {
    for (;;) {
      const isLast = isEnding;
      const { rows } = await client.query<{ position: string }>({
        name: 'tail',
        text: `select position, data from event_log.events where lane = 0 and position > $1 order by position limit ${batch}`,
        values: [cursor],
      });
      seen += rows.length;
      cursor = Number(rows.at(-1)?.position ?? cursor);
      if (rows.length > 0) continue;
      if (isLast) return;
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
  };
  const following = follow();
  return {
    async missed() {
      isEnding = true;
      await following;
      const written = (await numberOf('select count(*) as n from event_log.events')) - before;
      await client.end();
      return written - seen;
    },
  };
}
