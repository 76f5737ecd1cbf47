// The topics as an AsyncAPI 3.0 document: one message per event and version, with an example from real traffic.
import { eventHeaders } from '../event-headers.js';
import type { TopicContent } from '../event-catalogue.js';
import { insyncReplicas, topicConfig } from '../topics.js';
import { jsonSchemaOf, keyOf, type EventSchema, type JsonSchema } from './event-schema.js';
import type { SampleRecord } from './release.js';

/** What production has unless it says otherwise: LANES and TOPIC_REPLICATION of the step that creates the topics. */
const usual = { lanes: 4, replicas: 3 };
const bindingVersion = '0.5.0';

export interface Published {
  readonly contents: readonly TopicContent[];
  readonly schemas: readonly EventSchema[];
  readonly samples: readonly SampleRecord[];
  /** Of the software. */
  readonly version: string;
}

export function asyncApiOf({ contents, schemas, samples, version }: Published): JsonSchema {
  const of = ({ topic }: TopicContent): readonly EventSchema[] => schemas.filter((schema) => schema.topic === topic);
  return {
    asyncapi: '3.0.0',
    info: {
      title: 'Rung: events',
      version,
      description: 'What the services of Rung tell. How to read it: docs/events.md.',
      license: { name: 'Apache-2.0', url: 'https://www.apache.org/licenses/LICENSE-2.0' },
    },
    defaultContentType: 'application/json',
    channels: Object.fromEntries(contents.map((content) => [nameOf(content), channelOf(content, of(content))])),
    operations: Object.fromEntries(
      contents.map((content) => [`tell-${nameOf(content)}`, { action: 'send', channel: { $ref: `#/channels/${nameOf(content)}` } }]),
    ),
    components: {
      schemas: {
        EventHeaders: draft07(jsonSchemaOf(eventHeaders), 'EventHeaders'),
        ...Object.fromEntries(schemas.map((schema) => [keyOf(schema), draft07(schema.schema, keyOf(schema))])),
      },
      messages: Object.fromEntries(contents.flatMap((content) => of(content).map((schema) => [keyOf(schema), messageOf(content, schema, samples)]))),
    },
  };
}

/** `rung.matrix.events` → `matrix` */
const nameOf = ({ topic }: TopicContent): string => topic.split('.')[1] ?? topic;

function channelOf({ topic }: TopicContent, schemas: readonly EventSchema[]): JsonSchema {
  return {
    address: topic,
    description: 'A partition per lane of the log; positions are dense in a lane; the key is the stream.',
    messages: Object.fromEntries(schemas.map((schema) => [keyOf(schema), { $ref: `#/components/messages/${keyOf(schema)}` }])),
    bindings: {
      kafka: {
        topic,
        partitions: usual.lanes,
        replicas: usual.replicas,
        topicConfiguration: {
          'cleanup.policy': [topicConfig['cleanup.policy']],
          'retention.ms': Number(topicConfig['retention.ms']),
          'retention.bytes': Number(topicConfig['retention.bytes']),
          'message.timestamp.type': topicConfig['message.timestamp.type'],
          'min.insync.replicas': insyncReplicas(usual.replicas),
        },
        bindingVersion,
      },
    },
  };
}

function messageOf({ notes, ...content }: TopicContent, { type, version }: EventSchema, samples: readonly SampleRecord[]): JsonSchema {
  const { stream, tells } = notes[type] ?? { stream: '', tells: '' };
  const inStream = { type: 'string', pattern: `^${stream}/.+$` };
  const isOne = ({ headers }: SampleRecord): boolean => headers['ce_type'] === type && headers['ce_schemaversion'] === String(version);
  const examples = samples.filter(isOne).slice(0, 1).map(({ headers, value }) => ({ headers, payload: value }));
  return {
    name: type,
    title: `${type}, version ${version}`,
    summary: tells,
    contentType: 'application/json',
    correlationId: { location: '$message.header#/ce_correlationid' },
    headers: {
      allOf: [
        { $ref: '#/components/schemas/EventHeaders' },
        {
          type: 'object',
          properties: {
            ce_source: { const: `/rung/${nameOf({ notes, ...content })}` },
            ce_type: { const: type },
            ce_subject: inStream,
            ce_schemaversion: { const: String(version) },
          },
        },
      ],
    },
    payload: { $ref: `#/components/schemas/${keyOf({ type, version })}` },
    bindings: { kafka: { key: inStream, bindingVersion } },
    ...(examples.length > 0 && { examples }),
  };
}

/**
 * AsyncAPI's own schema format goes by draft-07. The keywords used here mean the same there, but for where definitions lie;
 * references get the place that the schema has in the document.
 */
function draft07({ $schema: _draft, $id: _id, $defs, ...schema }: JsonSchema, name: string): JsonSchema {
  const moved = JSON.stringify({ ...schema, ...($defs !== undefined && { definitions: $defs }) });
  return JSON.parse(moved.replaceAll('"#/$defs/', `"#/components/schemas/${name}/definitions/`)) as JsonSchema;
}
