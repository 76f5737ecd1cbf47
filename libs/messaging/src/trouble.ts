import { aboutCause } from './about-event.js';
import { describeFailure } from './failure.js';
import type { Logger } from './logger.js';

export interface TroubleOptions {
  readonly logger: Logger;
  /** Named in every line: the loop, or the topic and lane. */
  readonly about: object;
  readonly texts: { readonly fails: string; readonly healed: string };
  /** A failure that lasts longer is an error, told again as often; a minute unless said otherwise. */
  readonly lastingMs?: number;
}

const minuteMs = 60_000;

/** Tells that something fails when it begins, each time it fails in a new way, and when it ends, and once a minute that it does not heal by itself. */
export class Trouble {
  private count = 0;
  private toldAtMs = 0;
  /** The names of the errors that were told since it began: two that take turns are told once each. */
  private readonly told = new Set<string>();

  constructor(private readonly options: TroubleOptions) {}

  /** @returns how often it has failed in a row. */
  failed(error: unknown): number {
    const { logger, about, texts, lastingMs = minuteMs } = this.options;
    const nowMs = performance.now();
    this.count += 1;
    const name = error instanceof Error ? error.name : typeof error;
    if (!this.told.has(name)) {
      this.told.add(name);
      if (this.count === 1) this.toldAtMs = nowMs;
      logger.warn({ ...about, ...aboutCause(error), reason: describeFailure(error) }, texts.fails);
    } else if (nowMs - this.toldAtMs >= lastingMs) {
      this.toldAtMs = nowMs;
      logger.error({ ...about, ...aboutCause(error), failures: this.count, reason: describeFailure(error) }, texts.fails);
    }
    return this.count;
  }

  healed(): void {
    const { logger, about, texts } = this.options;
    if (this.count > 0) logger.info({ ...about, failures: this.count }, texts.healed);
    this.count = 0;
    this.told.clear();
  }
}
