// `?at=`: the moment that is asked about, as a time or as a place in the log.
import { z } from 'zod';

/** Up to and with this time, or these positions by lane. */
export type Moment = { readonly time: number } | { readonly positions: ReadonlyMap<number, bigint> };

const time = String.raw`\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?Z`;
const positions = String.raw`\d{1,2}:\d{1,18}(,\d{1,2}:\d{1,18})*`;

export const moment = z
  .string()
  .regex(new RegExp(`^(${time}|${positions})$`), 'must be a time in UTC (2026-11-26T18:00:00Z), or a position in the log with its lane before it (0:4711)')
  .refine((at) => isPosition(at) || !Number.isNaN(Date.parse(at)), 'there is no such time')
  .transform((at): Moment => (isPosition(at) ? { positions: positionsOf(at) } : { time: Date.parse(at) }))
  .optional()
  .describe('What was true then: a time in UTC, or `lane:position` in the log, one for each lane with commas between them where several are read');

function isPosition(at: string): boolean {
  return !at.includes('T');
}

function positionsOf(at: string): ReadonlyMap<number, bigint> {
  return new Map(at.split(',').map((one) => {
    const [lane = '', position = ''] = one.split(':');
    return [Number(lane), BigInt(position)];
  }));
}
