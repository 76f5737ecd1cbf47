import { matrixId } from '@rung/contracts';
import { z } from 'zod';

import { correction, fileFormat, importLimits, mapping, previewJson } from '../../domain/importing/index.js';

/** A matrix as a company wrote it, at most this large. */
export const maxFileBytes = importLimits.structuredBytes;

export const fileQuery = z.object({
  name: z.string().trim().min(1).max(300).optional().describe('of the file; its ending is only a hint'),
  format: fileFormat.optional().describe('where its content does not tell it'),
});
export type FileQuery = z.infer<typeof fileQuery>;

export const mappingBody = z.strictObject({ mapping }).meta({ id: 'ImportMappingBody' });
export type MappingBody = z.infer<typeof mappingBody>;

const corrections = z.array(correction).max(1_000);

export const correctionsBody = z.strictObject({ corrections }).meta({ id: 'ImportCorrections' });
export type CorrectionsBody = z.infer<typeof correctionsBody>;

export const stagedPreview = previewJson
  .extend({
    id: z.uuid().describe('of the import; it waits for a day to be accepted'),
    mappedBy: z.enum(['proposal', 'memory', 'person']).describe('who says what the columns are: the file itself, an import of its shape before, or a person'),
  })
  .meta({ id: 'StagedPreview' });
export type StagedPreview = z.infer<typeof stagedPreview>;

export const acceptanceBody = z
  .object({
    name: z.string().trim().min(1).max(200),
    /** An existing matrix gets a new version; a new id makes a new matrix. Made from the name where absent. */
    matrix: matrixId.optional(),
    /** The language that the preview is told in, where it saw another; translations keep theirs. */
    language: z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/).optional(),
    corrections: corrections.default([]),
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
