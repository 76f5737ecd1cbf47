// A reader that goes by position alone, as a consumer of a log does, and counts what it was never shown.
import pg from 'pg';

import { numberOf } from './counted.js';

export interface PositionTail {
  /** Ends the tail once it has read to the end. @returns how many events were written, and how many of them came to lie behind its cursor. */
  ended(): Promise<{ readonly written: number; readonly missed: number }>;
}

const batch = 2_000;

/** Starts where the log ends now. */
export async function positionTail(url: string): Promise<PositionTail> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const count = () => numberOf(client, 'select count(*) from event_log.events');
  const before = await count();
  let cursor = await numberOf(client, 'select max(position) from event_log.events');
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
    async ended() {
      isEnding = true;
      await following;
      const written = (await count()) - before;
      await client.end();
      return { written, missed: written - seen };
    },
  };
}
