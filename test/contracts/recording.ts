// Samples from real traffic: the demo over Kafka, and what it has none of.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import type { SampleRecord } from '@rung/contracts/schemas';

import { Stage } from '../stories/rung-child.js';
import { distributedPlaces } from '../stories/visitor.js';
import { editMatrix } from './edited-matrix.js';
import { chooseSamples } from './sampling.js';
import { cancelSecondCycle } from './second-cycle.js';
import { asSample, recordsOnTopics } from './topic-records.js';

/** Starts a distributed shape of its own, and stops it. Takes a minute or two. */
export async function recordSamples(): Promise<readonly SampleRecord[]> {
  const stage = new Stage();
  try {
    const dataDir = await stage.directory();
    const demo = stage.start('distributed', ['--json', '--port', '0', '--data', dataDir]);
    await demo.says(/Stop with Ctrl-C/, 300_000);
    const places = distributedPlaces(demo.stderr);
    await cancelSecondCycle(places);
    await editMatrix(places);
    const records = await recordsOnTopics([await brokerOf(dataDir)]);
    return chooseSamples(records.map(asSample));
  } finally {
    await stage.clear();
  }
}

/** Of a data directory whose broker runs. */
export async function brokerOf(dataDir: string): Promise<string> {
  const properties = await readFile(join(dataDir, 'kafka/server.properties'), 'utf8');
  const [, broker] = /^advertised\.listeners=PLAINTEXT:\/\/(\S+)$/m.exec(properties) ?? [];
  if (broker === undefined) throw new Error(`${dataDir} has no broker of its own.`);
  return broker;
}
