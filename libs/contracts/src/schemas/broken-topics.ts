// What a release said of the topics beside the shapes on them: names, keys, constant headers, retention, and who may use them.
import type { TopicAcl } from '../topics.js';
import { differences, firstDifferences, words } from './differences.js';
import type { JsonSchema } from './event-schema.js';

export interface TopicPromises {
  /** The document of `asyncApiOf`. */
  readonly asyncApi: JsonSchema;
  /** Undefined in 0.1.0, which did not publish them. */
  readonly acls: readonly TopicAcl[] | undefined;
}

interface Document {
  readonly channels: Readonly<Record<string, Channel>>;
  readonly components: { readonly messages: Readonly<Record<string, Message>>; readonly schemas: Readonly<Record<string, JsonSchema>> };
}
interface Channel {
  readonly address: string;
  readonly messages: Readonly<Record<string, unknown>>;
  readonly bindings: { readonly kafka: { readonly topicConfiguration: JsonSchema } };
}
interface Message {
  readonly headers: { readonly allOf: readonly { readonly properties?: JsonSchema }[] };
  readonly bindings: { readonly kafka: { readonly key: unknown } };
}

export function brokenTopics(name: string, released: TopicPromises, today: TopicPromises): readonly string[] {
  const [before, after] = [released.asyncApi as unknown as Document, today.asyncApi as unknown as Document];
  const channels = Object.values(after.channels);
  return [
    ...Object.values(before.channels).flatMap((channel) => {
      const now = channels.find(({ address }) => address === channel.address);
      if (now === undefined) return [`Topic ${channel.address} of release ${name} is gone, or has another name: consumers wait at the old one, and what was told lies there. Put the name back in libs/contracts/src/topics.ts.`];
      return [...brokenConfiguration(name, channel, now), ...Object.keys(channel.messages).filter((key) => key in now.messages).flatMap((key) => brokenMessage(name, key, before, after))];
    }),
    ...brokenVoiding(name, before, after),
    ...withdrawnAcls(name, released.acls ?? [], today.acls ?? []),
  ];
}

function brokenConfiguration(name: string, { address, bindings }: Channel, now: Channel): readonly string[] {
  return differences(bindings.kafka.topicConfiguration, now.bindings.kafka.topicConfiguration).map(
    ({ path, what }) =>
      `Topic ${address}: ${path.split('/')[1]} ${what}; release ${name} promised the former to all who read. Topics keep everything for ever, so that whoever joins later reads from the beginning: put it back in libs/contracts/src/topics.ts.`,
  );
}

function brokenMessage(name: string, key: string, before: Document, after: Document): readonly string[] {
  return differences(tellingParts(before.components.messages[key]), tellingParts(after.components.messages[key])).map(
    ({ path, what }) =>
      `${key} of release ${name}: ${path.slice(1)} ${what}. Order holds within a key, and readers find events by these: put it back (the stream in libs/contracts/src/event-catalogue.ts, the topic in topics.ts), or tell the new fact in an event of a new name.`,
  );
}

/** Release 0.1.0 has none. */
function brokenVoiding(name: string, before: Document, after: Document): readonly string[] {
  return ['Voiding', 'VoidingHeaders'].flatMap((schema) => {
    const [was, is] = [before.components.schemas[schema], after.components.schemas[schema]];
    const found = was === undefined ? [] : differences(was, is);
    if (found.length === 0) return [];
    return [`${schema} of release ${name}: ${firstDifferences(found)}. A voiding has no version, and who misreads it keeps what never was: put it back in libs/contracts/src/voiding.ts.`];
  });
}

/** What of a message is neither its data nor the same for all. */
function tellingParts(message: Message | undefined): unknown {
  const constants = message?.headers.allOf.map(({ properties }) => properties ?? {}) ?? [];
  return Object.assign({ key: message?.bindings.kafka.key }, ...constants) as unknown;
}

function withdrawnAcls(name: string, released: readonly TopicAcl[], today: readonly TopicAcl[]): readonly string[] {
  return released
    .filter((acl) => !today.some((now) => differences(acl, now).length === 0))
    .map((acl) => `Release ${name} let ${acl.principal} ${acl.operation} the ${acl.resourceType.toLowerCase()} ${acl.resource}, and nothing does now (${words(acl)}). A build of that release still runs while this one rolls out: keep the right in libs/contracts/src/topics.ts until a release without its use.`);
}
