// The topics as an AsyncAPI 3.0 document: one message per event and version, with an example from real traffic, and the voiding of a lane.
import { eventHeaders } from '../event-headers.js';
import type { TopicContent } from '../event-catalogue.js';
import { insyncReplicas, topicConfig } from '../topics.js';
import { voidingData, voidingHeaders, voidingType } from '../voiding.js';
import { jsonSchemaOf, keyOf, type EventSchema, type JsonSchema } from './event-schema.js';
import { writtenAs, type SampleRecord } from './sample-record.js';

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
        VoidingHeaders: draft07(jsonSchemaOf(voidingHeaders), 'VoidingHeaders'),
        Voiding: draft07(jsonSchemaOf(voidingData), 'Voiding'),
        ...Object.fromEntries(schemas.map((schema) => [keyOf(schema), draft07(schema.schema, keyOf(schema))])),
      },
      messages: Object.fromEntries(
        contents.flatMap((content) => [
          ...of(content).map((schema) => [keyOf(schema), messageOf(content, schema, samples)] as const),
          [voidingOf(content), voidingMessageOf(content)] as const,
        ]),
      ),
    },
  };
}

/** `rung.matrix.events` → `matrix` */
const nameOf = ({ topic }: TopicContent): string => topic.split('.')[1] ?? topic;

/** `matrix-voiding` */
const voidingOf = (content: TopicContent): string => `${nameOf(content)}-voiding`;
const sourceOf = (content: TopicContent): string => `/rung/${nameOf(content)}`;

function channelOf(content: TopicContent, schemas: readonly EventSchema[]): JsonSchema {
  const { topic } = content;
  return {
    address: topic,
    description: 'A partition per lane of the log; positions are dense in a lane; the key is the stream.',
    messages: Object.fromEntries([...schemas.map(keyOf), voidingOf(content)].map((name) => [name, { $ref: `#/components/messages/${name}` }])),
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

function messageOf(content: TopicContent, { type, version }: EventSchema, samples: readonly SampleRecord[]): JsonSchema {
  const { stream, tells } = content.notes[type] ?? { stream: '', tells: '' };
  const inStream = { type: 'string', pattern: `^${stream}/.+$` };
  const examples = samples.filter((sample) => keyOf(writtenAs(sample)) === keyOf({ type, version })).slice(0, 1).map(({ headers, value }) => ({ headers, payload: value }));
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
            ce_source: { const: sourceOf(content) },
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

/** No demo has one, so its example is written by hand; a test holds a real one against it. */
function voidingMessageOf(content: TopicContent): JsonSchema {
  const headers = {
    'content-type': 'application/json', ce_specversion: '1.0', ce_id: '5f0c9a51-7c3e-4f0e-9b0b-2d6f0a1c8e77', ce_source: sourceOf(content), ce_type: voidingType,
    ce_time: '2026-11-26T10:00:00.000Z', ce_lane: '0', ce_epoch: '7712807642191497563:1:1795687200000000',
  };
  return {
    name: voidingType,
    title: 'The end of a lane is void',
    summary: 'What came before this in its partition, above the position `after`, never was: the log was restored. Forget it with what you made of it.',
    contentType: 'application/json',
    headers: {
      allOf: [{ $ref: '#/components/schemas/VoidingHeaders' }, { type: 'object', properties: { ce_source: { const: sourceOf(content) }, ce_type: { const: voidingType } } }],
    },
    payload: { $ref: '#/components/schemas/Voiding' },
    bindings: { kafka: { key: { type: 'string', pattern: `^${content.topic.replaceAll('.', '\\.')}/\\d+$` }, bindingVersion } },
    examples: [{ headers, payload: { after: '41', reason: 'The backup of this morning was restored.' } }],
  };
}

/**
 * AsyncAPI's own schema format goes by draft-07. The keywords used here mean the same there, but for where definitions lie, and for what stands
 * beside a reference, which is passed over there; references get the place that the schema has in the document.
 */
function draft07({ $schema: _draft, $id: _id, $defs, ...schema }: JsonSchema, name: string): JsonSchema {
  const moved = JSON.stringify({ ...schema, ...($defs !== undefined && { definitions: $defs }) }, besideReferences);
  return JSON.parse(moved.replaceAll('"#/$defs/', `"#/components/schemas/${name}/definitions/`)) as JsonSchema;
}

function besideReferences(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || !('$ref' in value)) return value;
  const { $ref, ...beside } = value;
  return Object.keys(beside).length === 0 ? value : { allOf: [{ $ref }], ...beside };
}
