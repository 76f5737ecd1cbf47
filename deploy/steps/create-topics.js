// A deploy step: creates the topics that are missing, a partition per lane of the logs, and ends. Safe to repeat; fails when a topic is
// there with another number of partitions.
import { topics } from '@rung/contracts';
import { ensureTopics } from '@rung/messaging';
import { createLogger, readConfig, serviceConfig } from '@rung/service-kit';
import { z } from 'zod';

const schema = serviceConfig.pick({ KAFKA_BROKERS: true, LOG_LEVEL: true }).extend({
  LANES: z.coerce.number().int().min(1).max(64).default(4).describe('as the services have it'),
  TOPIC_REPLICATION: z.coerce.number().int().min(1).max(7).default(1).describe('copies of each partition: 3 in production'),
});

const { KAFKA_BROKERS: brokers, LANES: partitions, TOPIC_REPLICATION: replicationFactor, LOG_LEVEL: level } = readConfig(schema, process.env);
const logger = createLogger({ level, name: 'topics' });
const wanted = Object.values(topics).map((topic) => ({ topic, partitions, replicationFactor }));
await ensureTopics(brokers, wanted);
logger.info({ topics: wanted }, 'the topics are there');
