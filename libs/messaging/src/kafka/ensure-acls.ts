import { topicAcls } from '@rung/contracts';
import kafkajs, { Kafka, logLevel, type AclEntry } from 'kafkajs';

// Node finds no named exports of them.
const { AclOperationTypes, AclPermissionTypes, AclResourceTypes, ResourcePatternTypes } = kafkajs;

const operations = { Read: AclOperationTypes.READ, Write: AclOperationTypes.WRITE, Describe: AclOperationTypes.DESCRIBE } as const;
const resourceTypes = { Topic: AclResourceTypes.TOPIC, Group: AclResourceTypes.GROUP } as const;

/**
 * A deploy step: lets each service do on the broker what the contracts say, and takes nothing away. Safe to repeat.
 * @throws kafkajs's errors when no broker answers, or one that has no authorizer.
 */
export async function ensureAcls(brokers: readonly string[]): Promise<void> {
  const admin = new Kafka({ clientId: 'rung-acls', brokers: [...brokers], logLevel: logLevel.NOTHING }).admin();
  await admin.connect();
  try {
    await admin.createAcls({ acl: wantedAcls() });
  } finally {
    await admin.disconnect();
  }
}

const wantedAcls = (): AclEntry[] =>
  topicAcls().map(({ principal, operation, resourceType, resource }) => ({
    principal,
    host: '*',
    operation: operations[operation],
    permissionType: AclPermissionTypes.ALLOW,
    resourceType: resourceTypes[resourceType],
    resourceName: resource,
    resourcePatternType: ResourcePatternTypes.LITERAL,
  }));
