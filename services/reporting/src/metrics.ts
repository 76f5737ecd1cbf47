import { Gauge, type Registry } from 'prom-client';
import type { Pool } from 'pg';

const name = 'rung_report_grades';
const states = ['launched', 'proposed', 'confirmed', 'released'] as const;

/** How many grades there are, by state, counted at each scrape. Of the one role that fills the table, so that nobody adds it up twice. */
export function registerGradeGauge(registry: Registry, pool: Pool): void {
  if (registry.getSingleMetric(name) !== undefined) return;
  new Gauge({
    name,
    help: 'Reviews that are known, by state.',
    labelNames: ['state'],
    registers: [registry],
    async collect() {
      // a database that is away must not take the other metrics with it
      const counted = await pool
        .query<{ state: string; count: number }>('select state, count(*)::integer as count from grades group by state')
        .catch(() => undefined);
      if (counted === undefined) return this.reset();
      const found = new Map(counted.rows.map(({ state, count }) => [state, count]));
      for (const state of states) this.set({ state }, found.get(state) ?? 0);
    },
  });
}
