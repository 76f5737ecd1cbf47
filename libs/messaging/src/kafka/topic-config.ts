// What a topic must be set to, so that it keeps what it is told and services can read it.
import { topicConfig } from '@rung/contracts';
import kafkajs, { type Admin } from 'kafkajs';

import { WrongTopicConfig } from '../event-bus.js';

/** What the services' client can read: a broker that packs otherwise what it stores would stop every consumer. */
export const compression = { name: 'compression.type', ours: 'producer', readable: new Set(['producer', 'uncompressed', 'gzip']) };

/** How many copies must be in sync is left to those who run the brokers: stricter is as good. @throws WrongTopicConfig */
export async function mustKeepAll(admin: Admin, names: readonly string[]): Promise<void> {
  const configNames = [...Object.keys(topicConfig), compression.name];
  const asked = names.map((name) => ({ type: kafkajs.ConfigResourceTypes.TOPIC, name, configNames }));
  const { resources } = await admin.describeConfigs({ resources: asked, includeSynonyms: false });
  for (const { resourceName, configEntries } of resources) {
    for (const [config, value] of Object.entries(topicConfig)) {
      const found = configEntries.find(({ configName }) => configName === config)?.configValue;
      if (found !== value) throw new WrongTopicConfig(resourceName, config, value, found);
    }
    const packed = configEntries.find(({ configName }) => configName === compression.name)?.configValue;
    if (packed !== undefined && !compression.readable.has(packed)) throw new WrongTopicConfig(resourceName, compression.name, compression.ours, packed);
  }
}
