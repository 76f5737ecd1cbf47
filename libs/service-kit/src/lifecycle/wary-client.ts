// A connection whose loss ends no process, and that its pool forgets once it is of no use, whoever had it: TypeORM gives one back as if nothing
// had happened.
import pg from 'pg';

const readOnlyTransaction = '25006';

/** The network is silent, and would be for the next one, too; or its session may not write, and never will, whatever becomes of the server. */
const isOfNoUse = (error: unknown): boolean =>
  error instanceof Error && (error.message === 'Query read timeout' || ('code' in error && error.code === readOnlyTransaction));

export class WaryClient extends pg.Client {
  constructor(config?: pg.ClientConfig) {
    super(config);
    // Whoever gets a connection listens a moment later than its pool ceases to; the next question is told of what happens between.
    this.on('error', () => undefined);
    const ask = this.query.bind(this) as (...asked: unknown[]) => unknown;
    const watched = (...asked: unknown[]): unknown => {
      const answer = ask(...asked);
      // who gets the answer by a callback is the pool itself, which gives the connection up after any failure
      return answer instanceof Promise ? answer.catch((error: unknown) => this.giveUp(error)) : answer;
    };
    this.query = watched as typeof this.query;
  }

  private giveUp(error: unknown): never {
    if (isOfNoUse(error)) void this.end(); // a pool takes back nothing that is ending
    throw error;
  }
}
