// The topics: their names, how long they keep what they hold, and who may do what on them.
/** One topic per service that has facts to tell; a partition per lane; key = stream id; CloudEvents 1.0, binary mode. */
export const topics = {
  matrix: 'rung.matrix.events',
  assessment: 'rung.assessment.events',
} as const;
export type Topic = (typeof topics)[keyof typeof topics];

/** A log is kept for ever, and so is what was told of it: whoever joins later reads from the beginning. */
export const topicConfig = {
  'cleanup.policy': 'delete',
  'retention.ms': '-1',
  'retention.bytes': '-1',
  // Not the time of the append: it would tell the hour of an event that has but a day.
  'message.timestamp.type': 'CreateTime',
} as const;

/** How many copies must have a record before it counts as told. */
export function insyncReplicas(replicationFactor: number): number {
  return replicationFactor >= 3 ? 2 : 1;
}

export type ServiceName = 'matrix' | 'assessment' | 'reporting';

/** Who writes a topic, and which services read it. Nobody else does, unless an installation lets them (docs/events.md). */
export const topicAccess: Readonly<Record<Topic, { readonly producer: ServiceName; readonly consumers: readonly ServiceName[] }>> = {
  [topics.matrix]: { producer: 'matrix', consumers: ['assessment', 'reporting'] },
  [topics.assessment]: { producer: 'assessment', consumers: ['reporting', 'matrix'] },
};

/** Names a service to the broker as a consumer, in every shape: its groups are called so, a dot, and the topic. */
export const consumerGroupOf = (service: ServiceName): string => `rung-${service}`;

/** Groups that are joined to read a topic once, each name of them used once. */
export const lookingGroups = 'rung-look.';

export interface TopicAcl {
  /** As whom a service signs in to the broker. */
  readonly principal: string;
  readonly operation: 'Read' | 'Write' | 'Describe' | 'DescribeConfigs' | 'Delete';
  readonly resourceType: 'Topic' | 'Group';
  readonly resource: string;
  /** Whether the resource is one, or all whose names begin so. */
  readonly pattern: 'literal' | 'prefixed';
}

/** What the services may do, and nothing more, in the broker's own words. */
export function topicAcls(): readonly TopicAcl[] {
  const services = Object.values(topicAccess).flatMap(({ producer, consumers }) => [producer, ...consumers]);
  const allow = (service: ServiceName, operation: TopicAcl['operation'], resourceType: TopicAcl['resourceType'], resource: string): TopicAcl => ({
    principal: `User:rung-${service}`,
    operation,
    resourceType,
    resource,
    pattern: resourceType === 'Group' ? 'prefixed' : 'literal',
  });
  const onTopics = Object.entries(topicAccess).flatMap(([topic, { producer, consumers }]) => [
    allow(producer, 'Write', 'Topic', topic),
    allow(producer, 'Describe', 'Topic', topic),
    allow(producer, 'Read', 'Topic', topic), // its relay holds the topic against the log
    allow(producer, 'DescribeConfigs', 'Topic', topic), // and looks whether it keeps what it is told
    allow(producer, 'Read', 'Group', lookingGroups),
    allow(producer, 'Delete', 'Group', lookingGroups),
    ...consumers.flatMap((consumer) => [allow(consumer, 'Read', 'Topic', topic), allow(consumer, 'Describe', 'Topic', topic)]),
  ]);
  const readers = services.filter((service, index) => services.indexOf(service) === index && reads(service));
  return [...onTopics, ...readers.map((reader) => allow(reader, 'Read', 'Group', `${consumerGroupOf(reader)}.`))];
}

const reads = (service: ServiceName): boolean => Object.values(topicAccess).some(({ consumers }) => consumers.includes(service));
