// What a release promised of the events, and what today's build would break of it, in words that say what to do.
import { z } from 'zod';

import type { TopicContent } from '../event-catalogue.js';
import { allSchemas, keyOf, type EventSchema, type JsonSchema } from './event-schema.js';
import { shapeChanges } from './shape-changes.js';

/** A record as it lay on the topic, its value parsed. */
export interface SampleRecord {
  readonly topic: string;
  readonly partition: number;
  readonly key: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly value: unknown;
}

export interface Release {
  readonly name: string;
  readonly schemas: readonly EventSchema[];
  readonly headers: JsonSchema;
  /** From real traffic. */
  readonly samples: readonly SampleRecord[];
}

export interface Today {
  readonly contents: readonly TopicContent[];
  readonly headers: JsonSchema;
}

/** Everything that breaks a promise of this release. Empty = compatible. */
export function brokenPromises(release: Release, today: Today): readonly string[] {
  return [
    ...release.schemas.flatMap((schema) => brokenSchema(release, schema, today.contents)),
    ...release.samples.flatMap((sample) => unreadSample(release, sample, today.contents)),
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

function brokenSchema(release: Release, released: EventSchema, contents: readonly TopicContent[]): string[] {
  const { type, version, topic } = released;
  const what = `${type} version ${version} of release ${release.name}`;
  const place = contents.find(({ catalogue }) => catalogue.types.some((candidate) => candidate.type === type));
  if (place === undefined) return [`${what} is gone: logs and topics keep its events for ever. Put the event type back; that it is made no more is told in its note.`];
  if (place.topic !== topic) return [`${what} went out on ${topic} and would go out on ${place.topic}: whoever reads it would not find it. Put it back, or tell the new fact in an event of a new name.`];
  const newest = place.catalogue.types.find((candidate) => candidate.type === type)?.schemaVersion ?? 0;
  if (newest < version) return [`${what} is newer than this build's version ${newest}: an upcast was taken away. Put it back in ${place.definedIn}.`];
  // Older versions exist nowhere but in the releases; whether they are read is seen by their samples.
  if (newest > version) return [];
  const current = allSchemas([place], []).find((candidate) => keyOf(candidate) === keyOf(released));
  if (current === undefined) return [];
  return shapeChanges(released.schema, current.schema).map(
    ({ path, what: change }) =>
      `${what}: ${path} ${change}. A released version keeps its shape, but for optional fields that are added. Take the change back, or make it version ${version + 1}: ` +
      `add an upcast from version ${version} to ${type} in ${place.definedIn}, a line under "Event schemas" in CHANGELOG.md, and run \`npm run contracts -- write\`.`,
  );
}

function unreadSample(release: Release, { headers, value }: SampleRecord, contents: readonly TopicContent[]): string[] {
  const { ce_type: type = '', ce_schemaversion: version = '', ce_id: id = '' } = headers;
  const place = contents.find(({ catalogue }) => catalogue.types.some((candidate) => candidate.type === type));
  // brokenSchema tells of it.
  if (place === undefined) return [];
  try {
    place.catalogue.read({ type, schemaVersion: Number(version), data: value });
    return [];
  } catch (error) {
    const why = error instanceof z.ZodError ? z.prettifyError(error) : String(error);
    return [`This build does not read the event ${id}, ${type} version ${version} of release ${release.name}: ${why}\nIts upcasts in ${place.definedIn} must lead from there to today's shape.`];
  }
}
