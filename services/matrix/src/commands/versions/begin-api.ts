import { matrixId } from '@rung/contracts';
import { level, matrixFrame, reading } from '@rung/matrix-model';
import { z } from 'zod';

const version = z.int().positive();

export const matrixBody = z
  .strictObject({
    name: z.string().trim().pipe(matrixFrame.shape.name),
    id: matrixId.optional().describe('Made from the name where absent'),
    from: z.strictObject({ matrix: matrixId, version }).optional().describe('The version, of any matrix, that it begins as a copy of'),
    levels: z
      .array(z.strictObject({ code: level.shape.code, names: level.shape.names.max(20) }))
      .min(1)
      .max(100)
      .optional()
      .describe('From the lowest, of a matrix that begins empty'),
    groups: matrixFrame.shape.groups.max(50).optional().describe('`soft` and `hard` where absent'),
    reading: reading.optional().describe('`additive` where absent'),
  })
  .refine(({ from, levels }) => (from === undefined) !== (levels === undefined), {
    path: ['levels'],
    message: 'name either the levels of an empty matrix, or in "from" the version to copy',
  })
  .refine(({ from, groups, reading: read }) => from === undefined || (groups === undefined && read === undefined), {
    path: ['from'],
    message: 'a copy has the groups and the reading of its version; change them in the draft',
  })
  .meta({ id: 'NewMatrix' });
export type MatrixBody = z.infer<typeof matrixBody>;

export const branchBody = z
  .strictObject({ from: version.describe('The version that the draft begins as: an older or a discarded one as well as the newest') })
  .meta({ id: 'VersionBranch' });
export type BranchBody = z.infer<typeof branchBody>;

export const reasonBody = z.strictObject({ reason: z.string().trim().min(1).max(1_000).optional().describe('Why; it is kept') }).meta({ id: 'Reason' });
export type ReasonBody = z.infer<typeof reasonBody>;

export const begun = z
  .object({
    matrix: matrixId,
    draft: version.describe('The number of the version that is now a draft'),
    version: version.describe('Of the stream, for reads of at least this version'),
  })
  .meta({ id: 'BegunDraft' });
export type Begun = z.infer<typeof begun>;
