import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { topicConfig, topics } from '@rung/contracts';
import { kafkaForTests, postgresForTests, type TestDatabase } from '@rung/testing';
import { ConfigResourceTypes, Kafka, logLevel } from 'kafkajs';

let runs = 0;

/** Runs a step as its process would, with these arguments and this environment. @throws what the step throws; Error when it exits. */
async function step(name: string, args: readonly string[], env: Readonly<Record<string, string>>): Promise<void> {
  const before = { env: process.env, argv: process.argv };
  const exit = jest.spyOn(process, 'exit').mockImplementation((code) => {
    throw new Error(`exit ${code}`);
  });
  const stderr = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
  runs += 1;
  try {
    process.env = { LOG_LEVEL: 'error', ...env };
    process.argv = [process.execPath, name, ...args];
    // A module of its own each time.
    await import(`${new URL(`../../deploy/steps/${name}.js`, import.meta.url).href}?${runs}`);
  } finally {
    Object.assign(process, before);
    exit.mockRestore();
    stderr.mockRestore();
  }
}

describe('the step that migrates', () => {
  let database: TestDatabase | undefined;
  afterEach(async () => {
    await database?.drop();
    database = undefined;
  });

  it.each([
    ['matrix', 'matrix_versions'],
    ['assessment', 'rater_links'],
    ['reporting', 'grades'],
  ])('brings the database of %s up to date, and again changes nothing', async (service, table) => {
    database = await postgresForTests();
    const env = { DATABASE_URL: database.url, LANES: '2' };
    await step('migrate', [service], env);
    const { rows } = await database.pool.query('select to_regclass($1) is not null as there', [table]);
    expect(rows).toEqual([{ there: true }]);
    const done = () => database?.pool.query('select * from migrations order by id').then(({ rows: migrations }) => migrations);
    const before = await done();
    await step('migrate', [service], env);
    expect(await done()).toEqual(before);
  });

  it('ends badly for a service that there is none of, and without a database', async () => {
    await expect(step('migrate', ['nonesuch'], {})).rejects.toThrow('exit 64');
    await expect(step('migrate', ['matrix'], {})).rejects.toThrow('exit 78');
    await expect(step('migrate', ['matrix'], { DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' })).rejects.toThrow('ECONNREFUSED');
  });
});

describe('the step that creates the topics', () => {
  it('is content when they are there, and ends badly when a log has another number of lanes', async () => {
    const { brokers } = await kafkaForTests();
    const env = { KAFKA_BROKERS: brokers.join(','), LANES: '4' };
    await step('create-topics', [], env);
    await step('create-topics', [], env);
    await expect(step('create-topics', [], { ...env, LANES: '3' })).rejects.toThrow('rung.matrix.events has 4 partitions, its log has 3 lanes');
    await expect(step('create-topics', [], { LANES: '4' })).rejects.toThrow('exit 78');
    await expect(step('create-topics', [], { ...env, TOPIC_ACLS: 'perhaps' })).rejects.toThrow('exit 78');
    // A broker without an authorizer keeps no list of who may do what.
    await expect(step('create-topics', [], { ...env, TOPIC_ACLS: 'apply' })).rejects.toThrow();
  }, 300_000);

  it('makes them keep what they hold for ever, and ends badly where one does not', async () => {
    const { brokers } = await kafkaForTests();
    const env = { KAFKA_BROKERS: brokers.join(','), LANES: '4' };
    await step('create-topics', [], env);
    const admin = new Kafka({ brokers: [...brokers], logLevel: logLevel.NOTHING }).admin();
    await admin.connect();
    try {
      const configNames = [...Object.keys(topicConfig), 'min.insync.replicas'];
      const asked = Object.values(topics).map((name) => ({ type: ConfigResourceTypes.TOPIC, name, configNames }));
      const { resources } = await admin.describeConfigs({ resources: asked, includeSynonyms: false });
      expect(resources.map(({ configEntries }) => Object.fromEntries(configEntries.map(({ configName, configValue }) => [configName, configValue])))).toEqual(
        asked.map(() => ({ ...topicConfig, 'min.insync.replicas': '1' })),
      );
      const withRetention = (value: string) =>
        admin.alterConfigs({ validateOnly: false, resources: [{ type: ConfigResourceTypes.TOPIC, name: topics.matrix, configEntries: Object.entries({ ...topicConfig, 'retention.ms': value }).map(([name, own]) => ({ name, value: own })) }] });
      await withRetention('604800000');
      await expect(step('create-topics', [], env)).rejects.toThrow('rung.matrix.events has retention.ms=604800000, and must have -1');
      await withRetention('-1');
      await step('create-topics', [], env);
    } finally {
      await admin.disconnect();
    }
  }, 300_000);
});
