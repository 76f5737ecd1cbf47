// What upcasts give: recorded once for every event of a release that is older than today's version, and held for ever.
import { z } from 'zod';

import type { TopicContent } from '../event-catalogue.js';
import { differences, firstDifferences } from './differences.js';
import { keyOf } from './event-schema.js';
import { writtenAs, type SampleRecord } from './sample-record.js';

/** What one sample was read as, when `as` was the newest version of its event. */
export interface UpcastResult {
  readonly topic: string;
  readonly type: string;
  readonly version: number;
  readonly as: number;
  /** `ce_id` of the sample. */
  readonly id: string;
  readonly value: unknown;
}

/** Of the samples that today's build reads through an upcast, each once. Those that it does not read are told of elsewhere. */
export function upcastResults(samples: readonly SampleRecord[], contents: readonly TopicContent[]): readonly UpcastResult[] {
  const each = new Map(samples.map((sample) => [sample.headers['ce_id'] ?? '', sample]));
  return [...each].flatMap(([id, sample]) => {
    const { type, version } = writtenAs(sample);
    const newest = newestOf(type, contents);
    if (newest === undefined || version >= newest) return [];
    const reading = readingOf(sample, contents);
    return 'trouble' in reading ? [] : [{ topic: sample.topic, type, version, as: newest, id, value: reading.value }];
  });
}

/** Recorded results that today's build would give no more, in words that say what to do. @param release undefined for those that no release has yet. */
export function changedResults(recorded: readonly UpcastResult[], release: string | undefined, samples: readonly SampleRecord[], contents: readonly TopicContent[]): readonly string[] {
  const byId = new Map(samples.map((sample) => [sample.headers['ce_id'] ?? '', sample]));
  return recorded.flatMap((result) => {
    const sample = byId.get(result.id);
    if (sample === undefined) return [`${placeOf(release)} records what the event ${result.id} becomes, and there is no such sample: put the sample back.`];
    const [given, expected] = [readingOf(sample, contents), expectedOf(result, contents)];
    if ('trouble' in given) return []; // told with the sample
    const found = 'trouble' in expected ? expected.trouble : firstDifferences(differences(expected.value, given.value));
    return found === '' ? [] : [changed(result, release, found, contentOf(result.type, contents)?.definedIn)];
  });
}

export type Reading = { readonly value: unknown } | { readonly trouble: string };

/** What is read of a sample today, as JSON, or why it cannot be read. */
export const readingOf = (sample: SampleRecord, contents: readonly TopicContent[]): Reading => readAs(writtenAs(sample), sample.value, contents);

function readAs({ type, version }: { readonly type: string; readonly version: number }, data: unknown, contents: readonly TopicContent[]): Reading {
  try {
    const event = contentOf(type, contents)?.catalogue.read({ type, schemaVersion: version, data });
    return event === undefined ? { trouble: 'no such event' } : { value: JSON.parse(JSON.stringify(event.data)) as unknown };
  } catch (error) {
    return { trouble: error instanceof z.ZodError ? z.prettifyError(error) : String(error) };
  }
}

export const contentOf = (type: string, contents: readonly TopicContent[]): TopicContent | undefined =>
  contents.find(({ catalogue }) => catalogue.types.some((candidate) => candidate.type === type));

/** Undefined for an event that is gone. */
export const newestOf = (type: string, contents: readonly TopicContent[]): number | undefined =>
  contentOf(type, contents)?.catalogue.types.find((candidate) => candidate.type === type)?.schemaVersion;

/** A result of a version that is itself old by now has to lead to the same as the sample does: so no step between them changed. */
function expectedOf({ type, as, value }: UpcastResult, contents: readonly TopicContent[]): Reading {
  return newestOf(type, contents) === as ? { value } : readAs({ type, version: as }, value, contents);
}

const placeOf = (release: string | undefined): string => (release === undefined ? 'libs/contracts/current' : `libs/contracts/released/${release}`);

function changed(result: UpcastResult, release: string | undefined, what: string, definedIn: string | undefined): string {
  const wayOut =
    release === undefined
      ? `Only while version ${result.as} is not released may the result change: delete ${keyOf(result)}.as-v${result.as}.json there, run \`npm run contracts -- write\`, and have the diff reviewed.`
      : `What is to be read otherwise from now on is told in a version ${result.as + 1}.`;
  return (
    `${result.type} version ${result.version} becomes something else as version ${result.as} than ${placeOf(release)} records of the event ${result.id}: ${what}. ` +
    `Views and grades were made from what was recorded: put the upcast in ${definedIn} back as it was. ${wayOut}`
  );
}
