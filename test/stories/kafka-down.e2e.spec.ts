import { join } from 'node:path';

import { afterAll, describe, expect, it } from '@jest/globals';
import { startKafka, type RunningKafka } from '@rung/local-servers';
import { eventually } from '@rung/testing';

import { onRunning, type Query } from './databases.js';
import { isAlive, processesOf } from './processes.js';
import { Stage } from './rung-child.js';
import { distributedPlaces, gradesByKey } from './visitor.js';

const minutes = 60_000;
const stage = new Stage();
let kafka: RunningKafka | undefined;
afterAll(async () => {
  await kafka?.stop();
  await stage.clear();
}, 5 * minutes);

interface Place {
  readonly lane: number;
  readonly position: string;
}

const placesIn = (query: Query, database: 'rung_assessment' | 'rung_reporting'): Promise<Place[]> => {
  const from = database === 'rung_assessment' ? 'event_log.events' : "inbox where topic = 'rung.assessment.events'";
  return query<Place>(database, `select lane, position from ${from} order by lane, position`);
};

describe('while Kafka is down', () => {
  it('commands go on, and reporting catches up once it is back, with nothing lost or doubled', async () => {
    const [dataDir, kafkaDir] = [await stage.directory(), join(await stage.directory(), 'kafka')];
    kafka = await startKafka({ dir: kafkaDir });
    const { port, brokers } = kafka;
    const rung = stage.start('distributed', ['--json', '--people', '24', '--port', '0', '--data', dataDir], {
      env: { KAFKA_BROKERS: brokers.join(',') },
    });

    await rung.says(/Naming \d+ peers/, 5 * minutes);
    process.kill(rung.pid, 'SIGSTOP'); // who acts waits meanwhile: most of the review is to come without a broker
    process.kill(kafka.pid, 'SIGKILL');
    await kafka.exited;
    const query = await onRunning(dataDir);
    const arrived = (await placesIn(query, 'rung_reporting')).length;
    process.kill(rung.pid, 'SIGCONT');
    await rung.says(/Reading the grades/, 5 * minutes);
    // the whole review went on without a broker, and none of it has reached reporting
    const written = (await placesIn(query, 'rung_assessment')).length;
    expect(written).toBeGreaterThan(arrived + 100);
    expect((await placesIn(query, 'rung_reporting')).length).toBeLessThanOrEqual(written - 100);
    expect(rung.stdout).toBe('');

    kafka = await startKafka({ dir: kafkaDir, port });
    await rung.says(/Stop with Ctrl-C/, 5 * minutes);
    const { grades } = JSON.parse(rung.stdout) as { grades: unknown[] };
    expect(grades).toHaveLength(24);
    expect((await gradesByKey(distributedPlaces(rung.stderr))).size).toBe(24);

    await eventually(async () => {
      expect(await placesIn(query, 'rung_reporting')).toEqual(await placesIn(query, 'rung_assessment'));
    }, { timeoutMs: 2 * minutes });
    const inbox = await placesIn(query, 'rung_reporting');
    for (const lane of new Set(inbox.map((place) => place.lane))) {
      const positions = inbox.filter((place) => place.lane === lane).map(({ position }) => Number(position));
      expect(positions).toEqual(positions.map((_, at) => at + 1));
    }

    const processes = await processesOf(dataDir);
    rung.kill('SIGINT');
    expect(await rung.ended).toEqual({ code: 0, signal: null });
    expect(processes.filter(isAlive)).toEqual([]);
  }, 20 * minutes);
});
