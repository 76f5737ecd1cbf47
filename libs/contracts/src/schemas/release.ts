// What a release promised of the events, and what today's build would break of it, in words that say what to do.
import type { TopicContent } from '../event-catalogue.js';
import { brokenTopics, type TopicPromises } from './broken-topics.js';
import { differences, firstDifferences } from './differences.js';
import { keyOf, newestSchemas, type EventSchema, type JsonSchema } from './event-schema.js';
import { writtenAs, type SampleRecord } from './sample-record.js';
import { shapeChanges } from './shape-changes.js';
import { changedResults, contentOf, newestOf, readingOf, type UpcastResult } from './upcast-results.js';

export interface Release extends TopicPromises {
  readonly name: string;
  readonly schemas: readonly EventSchema[];
  readonly headers: JsonSchema;
  /** From real traffic. */
  readonly samples: readonly SampleRecord[];
  /** What samples of older versions were read as. */
  readonly upcastResults: readonly UpcastResult[];
}

export interface Today extends TopicPromises {
  readonly contents: readonly TopicContent[];
  readonly headers: JsonSchema;
}

/** Everything that breaks a promise of this release. Empty = compatible. Results of upcasts may be of samples of the releases before it. */
export function brokenPromises(release: Release, today: Today, earlierSamples: readonly SampleRecord[] = []): readonly string[] {
  const topics = new Set(today.contents.map(({ topic }) => topic));
  const samples = [...earlierSamples, ...release.samples];
  return [
    ...brokenTopics(release.name, release, today),
    // Of a topic that is gone one line is enough.
    ...release.schemas.filter(({ topic, type }) => topics.has(topic) || contentOf(type, today.contents) === undefined).flatMap((schema) => brokenEvent(release, schema, today.contents)),
    ...changedResults(release.upcastResults, release.name, samples, today.contents),
    ...shapeChanges(release.headers, today.headers).map(
      ({ path, what }) =>
        `Header ${path.slice(1)}, as release ${release.name} has it: ${what}. Headers have no version: keep this one in libs/contracts/src/event-headers.ts, and say what is new in an optional header of another name.`,
    ),
  ];
}

/** Versions that no release will have a schema of: what was never released needs no upcast. */
export function skippedVersions(release: Release, { contents }: Today): readonly string[] {
  return contents.flatMap(({ catalogue, definedIn }) =>
    catalogue.types.flatMap(({ type, schemaVersion }) => {
      const last = Math.max(0, ...release.schemas.filter((schema) => schema.type === type).map(({ version }) => version));
      if (schemaVersion <= last + 1) return [];
      return [`${type} is at version ${schemaVersion}, and release ${release.name} had ${last || 'none'}: versions between them were never released, so leave one new upcast at most in ${definedIn}.`];
    }),
  );
}

/** The shape first: what it breaks, samples would only repeat. */
function brokenEvent(release: Release, schema: EventSchema, contents: readonly TopicContent[]): readonly string[] {
  const broken = brokenSchema(release, schema, contents);
  if (broken.length > 0) return broken;
  const samples = release.samples.filter((sample) => keyOf(writtenAs(sample)) === keyOf(schema));
  return samples.flatMap((sample) => misreadSample(release, schema, sample, contents));
}

function brokenSchema(release: Release, { type, version, topic, schema }: EventSchema, contents: readonly TopicContent[]): readonly string[] {
  const what = `${type} version ${version} of release ${release.name}`;
  const place = contentOf(type, contents);
  if (place === undefined) return [`${what} is gone: logs and topics keep its events for ever. Put the event type back in libs/contracts/src/events; that it is made no more is told in its note.`];
  if (place.topic !== topic) return [`${what} went out on ${topic} and would go out on ${place.topic}: whoever reads it would not find it. Put it back, or tell the new fact in an event of a new name.`];
  const newest = newestSchemas(place).find((candidate) => candidate.type === type);
  if (newest === undefined) return [];
  if (newest.version < version) return [`${what} is newer than this build's version ${newest.version}: an upcast was taken away. Put it back in ${place.definedIn}.`];
  // Older versions exist nowhere but in the releases; whether they are read, and as what, is seen by their samples.
  if (newest.version > version) return [];
  return shapeChanges(schema, newest.schema).map(
    ({ path, what: change }) =>
      `${what}: ${path} ${change}. A released version keeps its shape, but for optional fields that are added. Take the change back, or make it version ${version + 1}: ` +
      `add an upcast from version ${version} to ${type} in ${place.definedIn}, a line under "Event schemas" in CHANGELOG.md, and run \`npm run contracts -- record\`.`,
  );
}

function misreadSample(release: Release, { type, version }: EventSchema, sample: SampleRecord, contents: readonly TopicContent[]): readonly string[] {
  const definedIn = contentOf(type, contents)?.definedIn;
  const event = `the event ${sample.headers['ce_id']}, ${type} version ${version} of release ${release.name}`;
  const reading = readingOf(sample, contents);
  if ('trouble' in reading) return [`This build does not read ${event}: ${reading.trouble}\nIts upcasts and rules in ${definedIn} must lead from there to today's shape.`];
  // What an upcast gives is held by what was recorded of it.
  if (newestOf(type, contents) !== version) return [];
  const found = differences(sample.value, reading.value);
  if (found.length === 0) return [];
  return [`This build reads ${event} as something else than was told: ${firstDifferences(found)}. A schema must not change what it reads (no transform, trim, catch or coercion): take that out of ${definedIn}, or make a new version whose upcast does it.`];
}
