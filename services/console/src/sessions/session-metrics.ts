import { Counter, type Registry } from 'prom-client';

const refreshOutcomes = ['refreshed', 'refused', 'unavailable'] as const;
export type RefreshOutcome = (typeof refreshOutcomes)[number];

/** How many sessions begin, end, and get new tokens; no label tells of whom. */
export class SessionMetrics {
  readonly #begun: Counter;
  readonly #signedOut: Counter;
  readonly #refreshes: Counter<'outcome'>;

  constructor(registry: Registry) {
    const registers = [registry];
    this.#begun = new Counter({ name: 'rung_console_sessions_begun_total', help: 'Sign-ins that led to a session', registers });
    this.#signedOut = new Counter({ name: 'rung_console_sessions_signed_out_total', help: 'Sessions that their person ended', registers });
    this.#refreshes = new Counter({
      name: 'rung_console_refreshes_total',
      help: 'Access tokens asked for anew; refused ends the session, unavailable does not',
      labelNames: ['outcome'],
      registers,
    });
    // a rate needs a zero to begin from
    for (const outcome of refreshOutcomes) this.#refreshes.inc({ outcome }, 0);
  }

  begun(): void {
    this.#begun.inc();
  }

  signedOut(): void {
    this.#signedOut.inc();
  }

  refreshed(outcome: RefreshOutcome): void {
    this.#refreshes.inc({ outcome });
  }
}
