import { topicAcls } from '@rung/contracts';
import kafkajs, { Kafka, logLevel, type AclEntry } from 'kafkajs';

import { accessOf, type KafkaAccess } from './kafka-access.js';

// Node finds no named exports of them.
const { AclOperationTypes, AclPermissionTypes, AclResourceTypes, ResourcePatternTypes } = kafkajs;

const operations = {
  Read: AclOperationTypes.READ,
  Write: AclOperationTypes.WRITE,
  Describe: AclOperationTypes.DESCRIBE,
  DescribeConfigs: AclOperationTypes.DESCRIBE_CONFIGS,
  Delete: AclOperationTypes.DELETE,
} as const;
const patterns = { literal: ResourcePatternTypes.LITERAL, prefixed: ResourcePatternTypes.PREFIXED } as const;
const resourceTypes = { Topic: AclResourceTypes.TOPIC, Group: AclResourceTypes.GROUP } as const;

/**
 * A deploy step: lets each service do on the broker what the contracts say, and takes nothing away. Safe to repeat.
 * @throws kafkajs's errors when no broker answers, or one that has no authorizer.
 */
export async function ensureAcls(access: KafkaAccess): Promise<void> {
  const admin = new Kafka({ clientId: 'rung-acls', ...accessOf(access), logLevel: logLevel.NOTHING }).admin();
  await admin.connect();
  try {
    await admin.createAcls({ acl: wantedAcls() });
  } finally {
    await admin.disconnect();
  }
}

const wantedAcls = (): AclEntry[] =>
  topicAcls().map(({ principal, operation, resourceType, resource, pattern }) => ({
    principal,
    host: '*',
    operation: operations[operation],
    permissionType: AclPermissionTypes.ALLOW,
    resourceType: resourceTypes[resourceType],
    resourceName: resource,
    resourcePatternType: patterns[pattern],
  }));
