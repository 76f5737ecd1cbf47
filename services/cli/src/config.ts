import type { KafkaAccess } from '@rung/messaging';
import { kafkaAccess, kafkaConfig, wholeKafkaAccess } from '@rung/service-kit';

import { Refusal } from './refusal.js';

/** The brokers, and as whom: by the variables that the services read. @throws Refusal `usage` that names what is wrong, never with its value. */
export function kafkaFor(brokers: string): KafkaAccess {
  const given = Object.fromEntries(Object.entries(process.env).filter(([name, value]) => name.startsWith('KAFKA_') && value !== ''));
  const parsed = kafkaConfig.superRefine(wholeKafkaAccess).safeParse({ ...given, KAFKA_BROKERS: brokers });
  if (parsed.success) return kafkaAccess(parsed.data);
  throw new Refusal('usage', parsed.error.issues.map(({ path, message }) => ({ detail: `${path.join('.')}: ${message}` })));
}
