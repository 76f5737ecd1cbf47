import { Kafka, type CloudEvent } from 'cloudevents';

import type { TopicRecord } from './topic-records.js';

/** What the CloudEvents project's own SDK, which knows nothing of ours, makes of a record. @throws its ValidationError */
export function asCloudEvent({ headers, key, message }: Omit<TopicRecord, 'topic' | 'partition'>): CloudEvent<unknown> {
  const found = Kafka.toEvent<unknown>({ headers, key, value: message.value, body: message.value, timestamp: message.timestamp } as Parameters<typeof Kafka.toEvent>[0]);
  if (Array.isArray(found)) throw new Error('A record is one event.');
  return found as CloudEvent<unknown>;
}
