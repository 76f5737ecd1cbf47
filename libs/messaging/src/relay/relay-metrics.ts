import type { Registry } from 'prom-client';

import type { Lag } from '../lag.js';
import { counter, gauge } from '../metrics.js';

export interface RelayMetrics {
  lag(lag: Lag): void;
  published(events: number): void;
  error(): void;
}

/** The series of one relay; present from the start, so that an alert can tell 0 from absent. */
export function relayMetrics(registry: Registry, topic: string): RelayMetrics {
  const target = { target: 'kafka' };
  const lagEvents = gauge(registry, 'rung_relay_lag_events', 'Events of the log that are not yet on the bus.', ['target']);
  const lagSeconds = gauge(registry, 'rung_relay_lag_seconds', 'How long the relay has been behind; 0 when it is not.', ['target']);
  const published = counter(registry, 'rung_relay_published_total', 'Events handed to the bus.', ['topic']);
  const errors = counter(registry, 'rung_relay_errors_total', 'Attempts that failed to hand events to the bus.', ['topic']);
  lagEvents.set(target, 0);
  lagSeconds.set(target, 0);
  published.inc({ topic }, 0);
  errors.inc({ topic }, 0);
  return {
    lag: ({ events, seconds }) => {
      lagEvents.set(target, events);
      lagSeconds.set(target, seconds);
    },
    published: (events) => published.inc({ topic }, events),
    error: () => errors.inc({ topic }),
  };
}
