import type { Logger } from './logger.js';
import { Trouble } from './trouble.js';

/**
 * What a step found: more to do at once; the last there was, as it seems, so that the next look may wait a moment for more;
 * nothing until woken; nothing for a while, even when woken.
 */
export type StepOutcome = 'more' | 'last' | 'idle' | 'elsewhere';

/** So long a look after the last of a lane waits for more, unless woken: a look that finds nothing costs as much as one that does. */
const lingerMs = 50;

export interface Loop {
  /** Something may have grown: an idle loop steps at once. */
  wake(): void;
  /** Ends after the step in hand. */
  stop(): Promise<void>;
}

export interface LoopOptions {
  /** Named in logs. */
  readonly name: string;
  readonly step: () => Promise<StepOutcome>;
  readonly logger: Logger;
  /** An idle loop looks again after this long, woken or not. */
  readonly idleMs?: number;
  /** After a failure: doubled from the first up to the last. */
  readonly firstBackoffMs?: number;
  readonly lastBackoffMs?: number;
  /** A failure that lasts longer is logged as an error, again and again; a minute unless said otherwise. */
  readonly lastingMs?: number;
}

/** Steps again and again until stopped. A failing step is tried again with growing pauses; the log tells when it begins and ends to fail. */
export function startLoop(options: LoopOptions): Loop {
  const { name, step, logger, idleMs = 1_000, firstBackoffMs = 100, lastBackoffMs = 5_000, lastingMs } = options;
  let stopped = false;
  let woken = false;
  const texts = { fails: 'fails; keeps trying', healed: 'goes on again' };
  const trouble = new Trouble({ logger, about: { loop: name }, texts, lastingMs });
  let interrupt: { readonly onWake: boolean; readonly now: () => void } | undefined;

  const pause = (ms: number, onWake: boolean) =>
    new Promise<void>((resolve) => {
      if (stopped || (onWake && woken)) return resolve();
      const now = () => {
        clearTimeout(timer);
        interrupt = undefined;
        resolve();
      };
      const timer = setTimeout(now, ms);
      interrupt = { onWake, now };
    });

  const attempt = async (): Promise<void> => {
    woken = false;
    try {
      const outcome = await step();
      trouble.healed();
      if (outcome !== 'more') await pause(outcome === 'last' ? Math.min(lingerMs, idleMs) : idleMs, outcome !== 'elsewhere');
    } catch (error) {
      const failures = trouble.failed(error);
      await pause(Math.min(firstBackoffMs * 2 ** (failures - 1), lastBackoffMs), false);
    }
  };

  const run = async (): Promise<void> => {
    while (!stopped) await attempt();
  };
  const ended = run();

  return {
    wake: () => {
      woken = true;
      if (interrupt?.onWake === true) interrupt.now();
    },
    stop: async () => {
      stopped = true;
      interrupt?.now();
      await ended;
    },
  };
}
