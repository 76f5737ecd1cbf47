import { z } from 'zod';

export const fileFormat = z.enum(['text', 'markdown', 'csv', 'tsv', 'xlsx', 'yaml', 'json', 'case', 'zip']);
export type FileFormat = z.infer<typeof fileFormat>;

/** A file as it came. */
export interface SourceFile {
  readonly bytes: Uint8Array;
  /** As its owner calls it; only a hint. */
  readonly name?: string | undefined;
  /** As a person says; else it is told by the content. */
  readonly format?: FileFormat | undefined;
}
