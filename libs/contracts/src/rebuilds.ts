// What operators are told of views that are made anew.
import { z } from 'zod';

export const projectionRebuild = z
  .object({
    projection: z.string(),
    impossible: z.string().nullable().describe('Why it cannot be made anew; null when it can'),
    state: z.enum(['never', 'asked', 'under-way', 'swapped', 'cancelled']).describe('Of the last time that it was asked for'),
    requestedBy: z.string().nullable().describe('The opaque id of the operator'),
    requestedAt: z.iso.datetime().nullable(),
    finishedAt: z.iso.datetime().nullable(),
    left: z.string().nullable().describe('How many events it has still to read, as of at most a minute ago; null unless it is under way'),
    trouble: z.string().nullable().describe('Why it does not go on'),
  })
  .meta({ id: 'ProjectionRebuild' });
export type ProjectionRebuild = z.infer<typeof projectionRebuild>;

export const rebuildList = z.object({ rebuilds: z.array(projectionRebuild) }).meta({ id: 'RebuildList' });
export type RebuildList = z.infer<typeof rebuildList>;
