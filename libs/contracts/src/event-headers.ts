// The headers of every record on a topic.
import { z } from 'zod';

import { instant } from './ids.js';

const wholeNumber = z.string().regex(/^\d{1,18}$/);

/** What comes with every event: CloudEvents 1.0 in binary mode, as headers of the Kafka record, each one a text. */
export const eventHeaders = z.object({
  'content-type': z.literal('application/json'),
  ce_specversion: z.literal('1.0'),
  /** The same for ever, also when the event is delivered again. */
  ce_id: z.uuid(),
  ce_source: z.string().regex(/^\/rung\/[a-z]+$/),
  ce_type: z.string().regex(/^[A-Z][A-Za-z]+$/),
  ce_time: instant,
  /** The stream, which is the record's key as well. */
  ce_subject: z.string().regex(/^[a-z]+\/.+$/),
  /** Dense in a stream: 1, 2, 3 … */
  ce_streamversion: wholeNumber,
  ce_schemaversion: wholeNumber,
  /** The partition. */
  ce_lane: wholeNumber,
  /** Dense in a lane: 1, 2, 3 … */
  ce_position: wholeNumber,
  /** Of the log: another one after a restore. */
  ce_epoch: z.string().min(1),
  /** There when only the day of `ce_time` means anything. */
  ce_timeprecision: z.literal('day').optional(),
  ce_correlationid: z.string().optional(),
  ce_causationid: z.string().optional(),
  ce_actor: z.string().optional(),
  /** On the first event of a command: its idempotency record, with which a log that lost the event gets it back. */
  ce_commandid: z.uuid().optional(),
  ce_commandsize: wholeNumber.optional(),
  ce_commanddigest: z.string().regex(/^[0-9a-f]{64}$/).optional(),
});
export type EventHeaders = z.infer<typeof eventHeaders>;
