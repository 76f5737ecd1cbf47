import { Inject, Injectable } from '@nestjs/common';
import { Gauge, type Registry } from 'prom-client';

import type { Logger } from '../observability/logger.js';
import { LOGGER, REGISTRY } from '../tokens.js';

export interface BackgroundTask {
  readonly name: string;
  /** Resolves once the task runs. One that rejects is tried again: Kafka may come up after the service. */
  start(): Promise<void>;
  /** Resolves once nothing of the task runs any more. Called after `start` resolved, once. */
  stop(): Promise<void>;
}

interface RunningTask {
  readonly task: BackgroundTask;
  /** Whether the task came up, once that is settled; false when the stop came first. */
  readonly up: Promise<boolean>;
}

const firstPauseMs = 500;
const longestPauseMs = 15_000;

/**
 * What runs beside HTTP: relays, consumers, projectors, reactions. Started by `startHttp` after the application is initialised and
 * listens, each on its own so that none waits for another's broker; stopped in reverse order after HTTP has drained.
 */
@Injectable()
export class BackgroundTasks {
  readonly #added: BackgroundTask[] = [];
  readonly #running: RunningTask[] = [];
  readonly #stop = new AbortController();
  readonly #up: Gauge<'task'>;
  #started = false;
  #stopped: Promise<void> | undefined;

  constructor(
    @Inject(LOGGER) private readonly logger: Logger,
    @Inject(REGISTRY) registry: Registry,
  ) {
    this.#up = new Gauge({
      name: 'rung_background_task_up',
      help: '1 while the background task runs, 0 while its start fails or after its stop',
      labelNames: ['task'],
      registers: [registry],
    });
  }

  add(task: BackgroundTask): void {
    if (this.#started) this.#run(task);
    else this.#added.push(task);
  }

  /** Begins to start every task; does not wait for them. */
  start(): void {
    this.#started = true;
    for (const task of this.#added.splice(0)) this.#run(task);
  }

  /** Stops what runs, in reverse order; a task that fails to stop is logged and the others are stopped all the same. */
  stop(): Promise<void> {
    this.#stopped ??= this.#stopAll();
    return this.#stopped;
  }

  #run(task: BackgroundTask): void {
    this.#up.set({ task: task.name }, 0);
    this.#running.push({ task, up: this.#bringUp(task) });
  }

  async #bringUp(task: BackgroundTask): Promise<boolean> {
    for (let pauseMs = firstPauseMs; !this.#stop.signal.aborted; pauseMs = Math.min(2 * pauseMs, longestPauseMs)) {
      try {
        await task.start();
        this.#up.set({ task: task.name }, 1);
        this.logger.info({ task: task.name }, 'background task started');
        return true;
      } catch (error) {
        this.logger.error({ task: task.name, err: error, retryMs: pauseMs }, 'background task did not start; trying again');
        await pause(pauseMs, this.#stop.signal);
      }
    }
    return false;
  }

  async #stopAll(): Promise<void> {
    this.#started = true;
    this.#stop.abort();
    for (const { task, up } of this.#running.splice(0).reverse()) {
      if (!(await up)) continue;
      try {
        await task.stop();
        this.logger.info({ task: task.name }, 'background task stopped');
      } catch (error) {
        this.logger.error({ task: task.name, err: error }, 'background task did not stop');
      }
      this.#up.set({ task: task.name }, 0);
    }
  }
}

/** Resolves after the time, or at once when the signal aborts. */
function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const finish = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', finish);
      resolve();
    };
    const timer = setTimeout(finish, milliseconds);
    signal.addEventListener('abort', finish);
  });
}
