// The headers of every record on a topic.
import { z } from 'zod';

import { instant } from './ids.js';

const wholeNumber = z.string().regex(/^\d{1,18}$/);

/** What comes with every event: CloudEvents 1.0 in binary mode, as headers of the Kafka record, each one a text. */
export const eventHeaders = z.object({
  'content-type': z.literal('application/json').describe('Of the value'),
  ce_specversion: z.literal('1.0').describe('Of CloudEvents'),
  ce_id: z.uuid().describe('The same for ever, also when it is delivered again'),
  ce_source: z.string().regex(/^\/rung\/[a-z]+$/).describe('The service that tells it'),
  ce_type: z.string().regex(/^[A-Z][A-Za-z]+$/).describe('The event; with ce_schemaversion the schema of the value'),
  ce_time: instant.describe('When it happened, in UTC'),
  ce_subject: z.string().regex(/^[a-z]+\/.+$/).describe("The stream, which is the record's key as well"),
  ce_streamversion: wholeNumber.describe('Dense in a stream: 1, 2, 3 …'),
  ce_schemaversion: wholeNumber.describe('Of the event: 1, 2, 3 …'),
  ce_lane: wholeNumber.describe('The partition'),
  ce_position: wholeNumber.describe('Dense in a lane: 1, 2, 3 …'),
  ce_epoch: z.string().min(1).describe('The incarnation of the log: another one after a restore'),
  ce_timeprecision: z.literal('day').optional().describe('There when only the day of ce_time means anything'),
  ce_correlationid: z.string().optional().describe('Of the request that all began with; left out where it would tell on somebody'),
  ce_causationid: z.string().optional().describe('The event that led to this one; left out where it would tell on somebody'),
  ce_actor: z.string().optional().describe('Who acted, by the opaque id; left out where it would tell on somebody'),
  ce_commandid: z.uuid().optional().describe('On the first event of a command: its idempotency key, with which a log that lost the event gets it back'),
  ce_commandsize: wholeNumber.optional().describe('How many events the command made'),
  ce_commanddigest: z.string().regex(/^[0-9a-f]{64}$/).optional().describe('Of what was asked for, by which another request with the same key is told apart'),
});
export type EventHeaders = z.infer<typeof eventHeaders>;
