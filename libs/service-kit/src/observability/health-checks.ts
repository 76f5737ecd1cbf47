import { Injectable } from '@nestjs/common';
import { DomainError } from '@rung/event-sourcing';

export interface FailedCheck {
  readonly name: string;
  readonly reason: 'failed' | 'timed out';
}

const limitMs = 1_000;

/** What /ready asks: the dependencies without which this process is of no use. Optional ones (a cache) don't belong here. */
@Injectable()
export class HealthChecks {
  readonly #checks = new Map<string, () => Promise<void>>();
  #stopping = false;

  /** @param check rejects when the dependency is not usable; given one second. */
  add(name: string, check: () => Promise<void>): void {
    if (this.#checks.has(name)) throw new Error(`The health check "${name}" is added twice.`);
    this.#checks.set(name, check);
  }

  get stopping(): boolean {
    return this.#stopping;
  }

  /** From now on /ready says 503, so that no new requests are sent here. */
  stop(): void {
    this.#stopping = true;
  }

  /** @throws DomainError unavailable while a stop is under way, or with the checks that fail right now. */
  async mustBeReady(): Promise<void> {
    if (this.#stopping) throw new DomainError('unavailable', 'The process is stopping.', { checks: [] });
    const results = await Promise.all([...this.#checks].map(([name, check]) => outcomeOf(name, check)));
    const checks = results.filter((result) => result !== undefined);
    if (checks.length === 0) return;
    const names = checks.map(({ name }) => name).join(', ');
    throw new DomainError('unavailable', `Not usable right now: ${names}.`, { checks });
  }
}

async function outcomeOf(name: string, check: () => Promise<void>): Promise<FailedCheck | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<FailedCheck>((resolve) => {
    timer = setTimeout(() => resolve({ name, reason: 'timed out' }), limitMs);
  });
  const verdict = Promise.resolve()
    .then(check)
    .then(
      () => undefined,
      (): FailedCheck => ({ name, reason: 'failed' }),
    );
  try {
    return await Promise.race([verdict, timeout]);
  } finally {
    clearTimeout(timer);
  }
}
