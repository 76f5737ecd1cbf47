import type { Closeable } from '@rung/service-kit';

/** What was started, to be stopped in reverse order, once. */
export class Teardown implements Closeable {
  readonly #started: Closeable[] = [];
  #closed: Promise<void> | undefined;

  /** What is added after the stop has begun is stopped at once. */
  async add<Started extends Closeable>(started: Started): Promise<Started> {
    if (this.#closed === undefined) this.#started.push(started);
    else await started.close();
    return started;
  }

  /** Closes all, also when one fails to. @throws AggregateError with the failures. */
  close(): Promise<void> {
    this.#closed ??= this.#closeAll();
    return this.#closed;
  }

  async #closeAll(): Promise<void> {
    const failures: unknown[] = [];
    for (let last = this.#started.pop(); last !== undefined; last = this.#started.pop()) {
      try {
        await last.close();
      } catch (error) {
        failures.push(error);
      }
    }
    if (failures.length > 0) throw new AggregateError(failures, 'Not everything stopped as it should.');
  }
}
