// The order of a tier's files: the stories that take longest begin, so that no worker is left alone with one at the end.
import { createRequire } from 'node:module';

// Its types describe the CommonJS build alone, so that is the one to take.
/** @type {typeof import('@jest/test-sequencer')} */
const { default: Sequencer } = createRequire(import.meta.url)('@jest/test-sequencer');

/** By what a run measured, longest first; who is not named comes after them, as Jest would have it. */
const slowest = ['both-shapes.e2e', 'backup.e2e', 'kafka-down.e2e', 'restored-log.e2e', 'restored-service.e2e', 'crash-points.e2e', 'settle-points.e2e', 'console.e2e', 'zombies.e2e', 'killed.e2e', 'many-writers.e2e', 'kafka-bus.int', 'model.int', 'postgres-event-log.int', 'kafkajs-defects.int'];

/** @param {{ path: string }} test */
const rankOf = ({ path }) => {
  const rank = slowest.findIndex((name) => path.endsWith(`/${name}.spec.ts`));
  return rank === -1 ? slowest.length : rank;
};

export default class SlowestFirst extends Sequencer {
  /**
   * @override
   * @param {import('@jest/test-result').Test[]} tests
   */
  async sort(tests) {
    return [...(await super.sort(tests))].sort((one, other) => rankOf(one) - rankOf(other));
  }
}
