// A deploy step: creates the topics that are missing, a partition per lane of the logs, says or sets who may use them, and ends. Safe to
// repeat; fails when a topic is there with another number of partitions, or would lose what it holds.
import { topicAcls, topics } from '@rung/contracts';
import { ensureAcls, ensureTopics } from '@rung/messaging';
import { createLogger, kafkaAccess, kafkaConfig, readConfig, serviceConfig, wholeKafkaAccess } from '@rung/service-kit';
import { z } from 'zod';

const schema = kafkaConfig.extend({
  LOG_LEVEL: serviceConfig.shape.LOG_LEVEL,
  LANES: z.coerce.number().int().min(1).max(64).default(4).describe('as the services have it'),
  TOPIC_REPLICATION: z.coerce.number().int().min(1).max(7).default(1).describe('copies of each partition: 3 in production'),
  TOPIC_ACLS: z.enum(['print', 'apply']).default('print').describe('apply: where the brokers know who is who'),
}).superRefine(wholeKafkaAccess);

const settings = readConfig(schema, process.env);
const { LANES: partitions, TOPIC_REPLICATION: replicationFactor, TOPIC_ACLS: acls, LOG_LEVEL: level } = settings;
const logger = createLogger({ level, name: 'topics' });
const wanted = Object.values(topics).map((topic) => ({ topic, partitions, replicationFactor }));
await ensureTopics(kafkaAccess(settings), wanted);
logger.info({ topics: wanted }, 'the topics are there');
if (acls === 'apply') await ensureAcls(kafkaAccess(settings));
logger.info({ acls: topicAcls() }, acls === 'apply' ? 'each service may do this, and nobody else' : 'each service needs this, and nothing more; TOPIC_ACLS=apply sets it');
