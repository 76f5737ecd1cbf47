import { Inject, Injectable } from '@nestjs/common';
import { consumerGroupOf, type ServiceName } from '@rung/contracts';
import {
  Projector,
  Reactor,
  Rebuilder,
  Relay,
  startLoop,
  type EventBus,
  type Inbox,
  type Loop,
  type Projection,
  type Reaction,
  type RelayOptions,
  type StepOutcome,
  type Subscription,
} from '@rung/messaging';
import type { Pool } from 'pg';
import type { Registry } from 'prom-client';

import { HealthChecks } from '../observability/health-checks.js';
import type { Logger } from '../observability/logger.js';
import { LOGGER, REGISTRY } from '../tokens.js';
import { BackgroundTasks, type BackgroundTask } from './background-tasks.js';

/** What a service runs beside HTTP, on its own database: each a background task named after the service. */
export interface ServiceBackground {
  /** Takes a topic into its inbox. @param name tells several inboxes of a service apart. */
  fill(inbox: Inbox, bus: EventBus, name?: string): void;
  /** Keeps projections in step with what they follow, and rebuilds those that operators want anew. @param build names the code. */
  project(projections: readonly Projection[], build: string | undefined): void;
  react(reactions: readonly Reaction[]): void;
  relay(what: Pick<RelayOptions, 'log' | 'bus' | 'topic'>): void;
  /** Does something again and again, at once where there is more to do. */
  repeat(name: string, idleMs: number, step: () => Promise<StepOutcome>): void;
}

type Task = Pick<BackgroundTask, 'start' | 'stop'>;

@Injectable()
export class ServiceBackgrounds {
  constructor(
    private readonly tasks: BackgroundTasks,
    private readonly health: HealthChecks,
    @Inject(LOGGER) private readonly logger: Logger,
    @Inject(REGISTRY) private readonly registry: Registry,
  ) {}

  /** Nobody is sent to a service whose database does not answer. */
  of(service: ServiceName, pool: Pool): ServiceBackground {
    const { tasks, logger, registry } = this;
    this.health.add(`${service}-database`, async () => void (await pool.query('select 1')));
    const on = { pool, registry, logger };
    // some projections bear the name of their service already
    const named = (name: string): string => (name.startsWith(`${service}-`) ? name : `${service}-${name}`);
    const add = (name: string, task: Task): void => tasks.add({ name: named(name), start: () => task.start(), stop: () => task.stop() });
    return {
      fill: (inbox, bus, name = 'inbox') => add(name, filling(inbox, bus, consumerGroupOf(service))),
      project(projections, build = 'unknown') {
        for (const projection of projections) add(projection.name, new Projector({ ...on, projection }));
        add('rebuilds', new Rebuilder({ ...on, projections, build }));
      },
      react(reactions) {
        for (const reaction of reactions) add(reaction.name, new Reactor({ ...on, reaction }));
      },
      relay: (what) => add('relay', new Relay({ ...on, ...what })),
      repeat: (name, idleMs, step) => add(name, repeating(() => startLoop({ name: named(name), step, logger, idleMs }))),
    };
  }
}

function filling(inbox: Inbox, bus: EventBus, group: string): Task {
  let subscription: Subscription | undefined;
  return {
    start: async () => void (subscription = await inbox.subscribeTo(bus, group)),
    stop: async () => subscription?.stop(),
  };
}

function repeating(begin: () => Loop): Task {
  let loop: Loop | undefined;
  return {
    start: () => Promise.resolve(void (loop = begin())),
    stop: async () => loop?.stop(),
  };
}
