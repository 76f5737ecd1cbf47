// The real way from log to view beside a naive model of it. RUNG_SEED=… has a failure again; RUNG_LONG=1 tries twenty times as many.
import { describe, expect, it } from '@jest/globals';
import { postgresForTests } from '@rung/testing';
import fc from 'fast-check';

import { Model } from './model.js';
import { steps, throughToTheEnd } from './model-steps.js';
import { RealWay } from './real-way.js';
import { lanes } from './whole-way.js';

const minutes = 60_000;
const numRuns = process.env['RUNG_LONG'] === '1' ? 500 : 25;
/** A slow machine makes fewer in its time; so few would show nothing. */
const fewest = 10;
/** Counted and not timed, so that a seed has the same failure again on any machine, shrunk to the same. */
const triesToShrink = 120;
const seed = Number(process.env['RUNG_SEED'] ?? Date.now() % 1_000_000);

describe('appends, reads, relays, deliveries, projections, rebuilds and restarts in any order', () => {
  it('come to what the model says', async () => {
    process.stderr.write(`  model: RUNG_SEED=${seed}\n`);
    let tried = 0;
    let mostTried = Infinity;
    const property = fc.asyncProperty(fc.commands(steps, { maxCommands: 60, size: 'max' }), async (commands) => {
      tried += 1;
      if (tried > mostTried) return;
      const database = await postgresForTests({ poolSize: 4 });
      const real = await RealWay.open(database);
      const model = new Model(lanes);
      try {
        await fc.asyncModelRun(() => ({ model, real }), commands);
        for (const step of throughToTheEnd) await step.run(model, real);
      } catch (error) {
        mostTried = Math.min(mostTried, tried + triesToShrink);
        throw error;
      } finally {
        await real.close();
        await database.drop();
      }
    });
    await fc.assert(property, { seed, numRuns, endOnFailure: false, interruptAfterTimeLimit: 4 * minutes, markInterruptAsFailure: false });
    process.stderr.write(`  model: ${tried} of ${numRuns} runs\n`);
    expect(tried).toBeGreaterThanOrEqual(fewest);
  }, 8 * minutes);
});
