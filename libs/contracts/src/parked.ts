// What operators are told of parked streams: where and why, never what is in an event.
import { z } from 'zod';

const position = z.string().regex(/^\d{1,19}$/, 'must be a position, as the list gives it');

export const parkedStream = z
  .object({
    projection: z.string(),
    stream: z.string(),
    lane: z.int(),
    position: position.describe('Of the event in the way'),
    error: z.string(),
    parkedAt: z.iso.datetime(),
  })
  .meta({ id: 'ParkedStream' });
export type ParkedStreamView = z.infer<typeof parkedStream>;

export const parkedPage = z
  .object({ parked: z.array(parkedStream), next: z.string().nullable().describe('For `?after=` of the next page; null at the end') })
  .meta({ id: 'ParkedPage' });
export type ParkedPage = z.infer<typeof parkedPage>;

export const parkedOutcome = z
  .object({
    outcome: z
      .enum(['followed', 'parked', 'waiting'])
      .describe('followed: no longer parked; parked: at the position named; waiting: for the process that reacts to the stream'),
    followed: z.int().optional().describe('How many events were taken up'),
    position: position.optional().describe('Of the event that is in the way now'),
    error: z.string().optional(),
  })
  .meta({ id: 'ParkedOutcome' });
export type ParkedOutcome = z.infer<typeof parkedOutcome>;

const decision = parkedOutcome.extend({
  action: z.enum(['retry', 'skip']),
  at: z.iso.datetime(),
  by: z.uuid().describe('The opaque id of the operator'),
  reason: z.string().nullable(),
  about: position.describe('Of the event that was in the way then'),
});

export const parkedInspection = parkedStream
  .extend({
    event: z
      .object({
        id: z.uuid(),
        type: z.string(),
        schemaVersion: z.int(),
        streamVersion: z.int(),
        data: z.unknown().describe('Names of fields and types of values, without any value'),
      })
      .nullable()
      .describe('Null where it is not found any more'),
    waiting: z.int().describe('Events of the stream behind it that were skipped'),
    decisions: z.array(decision).describe('What was decided about the stream, the latest first'),
  })
  .meta({ id: 'ParkedInspection' });
export type ParkedInspection = z.infer<typeof parkedInspection>;

export const skipBody = z
  .object({
    position: position.describe('Of the event that is passed over, as it was seen: another one never is in its place'),
    reason: z.string().trim().min(3).max(1_000).describe('Kept for ever, beside who decided it; without anything personal'),
  })
  .strict()
  .meta({ id: 'SkipParked' });
export type SkipBody = z.output<typeof skipBody>;

export const retryAllBody = z
  .object({
    projection: z.string().max(200).optional().describe('Its streams alone'),
    error: z.string().max(1_000).optional().describe('Those that were parked with exactly this error'),
    after: z.string().max(1_000).optional(),
    limit: z.int().min(1).max(500).default(100),
  })
  .strict()
  .meta({ id: 'RetryParked' });
export type RetryAllBody = z.output<typeof retryAllBody>;

export const retriedPage = z
  .object({
    retried: z.array(parkedOutcome.extend({ projection: z.string(), stream: z.string(), outcome: z.enum(['followed', 'parked', 'waiting', 'refused']) })),
    next: z.string().nullable().describe('For `after` of the next call; null at the end'),
  })
  .meta({ id: 'RetriedPage' });
export type RetriedPage = z.infer<typeof retriedPage>;
