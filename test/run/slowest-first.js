// The order of a tier's files: the stories that take longest begin, so that no worker is left alone with one at the end.
import { createRequire } from 'node:module';

// Its types describe the CommonJS build alone, so that is the one to take.
/** @type {typeof import('@jest/test-sequencer')} */
const { default: Sequencer } = createRequire(import.meta.url)('@jest/test-sequencer');

/** By what a run measured, longest first; who is not named comes after them, as Jest would have it. */
const slowest = [
  'console.e2e', 'backup.e2e', 'restored-service.e2e', 'both-shapes.e2e', 'settle-points.e2e', 'crash-points.e2e', 'standalone.e2e', 'restored-log.e2e', 'beset-servers.e2e', 'matrix-editing.e2e', 'killed.e2e', 'many-writers.e2e', 'kafka-down.e2e', 'drafts-found-again.e2e', 'zombies.e2e', 'drafts-on-device.e2e', 'drafts.e2e', 'operator.e2e', 'drafts-closed.e2e', 'matrix-import.e2e',
  'kafkajs-refusals.int', 'kafka-bus.int', 'postgres-event-log.int', 'model.int', 'restore.int', 'reading-in-little-memory.int', 'kafkajs-defects.int', 'store-faults.int', 'unable-server.int', 'rebuilt.int',
  'robustness', 'naive-twin', 'generated', 'grade-properties',
];

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
