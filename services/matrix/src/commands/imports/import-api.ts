import { matrixId } from '@rung/contracts';
import { z } from 'zod';

import { correction, previewJson } from '../../domain/importing/index.js';

/** Text of a matrix as a company wrote it, at most this many bytes of UTF-8. */
export const maxTextBytes = 5 * 1024 * 1024;

export const stagedPreview = previewJson
  .extend({ id: z.uuid().describe('of the import; it waits for a day to be accepted') })
  .meta({ id: 'StagedPreview' });
export type StagedPreview = z.infer<typeof stagedPreview>;

export const acceptanceBody = z
  .object({
    name: z.string().trim().min(1).max(200),
    /** An existing matrix gets a new version; a new id makes a new matrix. Made from the name where absent. */
    matrix: matrixId.optional(),
    /** The language that the text is written in; the one that the preview saw where absent. */
    language: z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/).optional(),
    corrections: z.array(correction).max(1_000).default([]),
  })
  .strict()
  .meta({ id: 'ImportAcceptance' });
export type AcceptanceBody = z.infer<typeof acceptanceBody>;

export const accepted = z
  .object({
    matrix: matrixId,
    /** The number of the version that is now a draft. */
    draft: z.int().positive(),
    /** The version of the stream, for reads of at least this version. */
    version: z.int().positive(),
  })
  .meta({ id: 'AcceptedImport' });
export type Accepted = z.infer<typeof accepted>;
