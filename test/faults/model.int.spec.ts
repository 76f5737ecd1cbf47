// The real way from log to view beside a naive model of it. RUNG_SEED=… has a failure again; RUNG_LONG=1 tries twenty times as many.
import { describe, it } from '@jest/globals';
import { postgresForTests } from '@rung/testing';
import fc from 'fast-check';

import { Model } from './model.js';
import { steps, throughToTheEnd } from './model-steps.js';
import { RealWay } from './real-way.js';
import { lanes } from './whole-way.js';

const minutes = 60_000;
const numRuns = process.env['RUNG_LONG'] === '1' ? 500 : 25;
const seed = Number(process.env['RUNG_SEED'] ?? Date.now() % 1_000_000);

describe('appends, reads, relays, deliveries, projections and restarts in any order', () => {
  it('come to what the model says', async () => {
    process.stderr.write(`  model: RUNG_SEED=${seed}\n`);
    const property = fc.asyncProperty(fc.commands(steps, { maxCommands: 60, size: 'max' }), async (commands) => {
      const database = await postgresForTests({ poolSize: 4 });
      const real = await RealWay.open(database);
      const model = new Model(lanes);
      try {
        await fc.asyncModelRun(() => ({ model, real }), commands);
        for (const step of throughToTheEnd) await step.run(model, real);
      } finally {
        await real.close();
        await database.drop();
      }
    });
    await fc.assert(property, { seed, numRuns, endOnFailure: false, interruptAfterTimeLimit: 4 * minutes, markInterruptAsFailure: false });
  }, 8 * minutes);
});
