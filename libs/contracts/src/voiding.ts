// What a topic says when a log was restored and goes on without its end: what came before in the lane, above a position, never was.
import { z } from 'zod';

import { eventHeaders } from './event-headers.js';

/** Passed over by who does not know it; what follows is then out of place and refused. */
export const voidingType = 'rung.lane.voided';

export const voidingHeaders = z.object({
  ...eventHeaders.pick({ 'content-type': true, ce_specversion: true, ce_id: true, ce_source: true, ce_time: true, ce_lane: true }).shape,
  ce_type: z.literal(voidingType).describe('No event, and the same for every voiding'),
  ce_epoch: eventHeaders.shape.ce_epoch.describe('The incarnation of the log that goes on from there'),
});

export const voidingData = z.object({
  after: z.string().regex(/^\d{1,18}$/).describe('The last position that stays'),
  reason: z.string().describe("Why, in an operator's words"),
});
