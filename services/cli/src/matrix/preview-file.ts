// The preview of a matrix in a file of any format.
import { basename } from 'node:path';

import { DomainError } from '@rung/event-sourcing';
import { fileFormat, importLimits, mapping, readMatrixFile, toPreviewJson, type Mapping, type PreviewJson } from '@rung/matrix/importing';

import { readBytes, readText } from '../input-file.js';
import { Refusal, refusalOf } from '../refusal.js';

/** What the file is and what its columns are, where a person says it. */
export interface PreviewOptions {
  readonly format?: string | undefined;
  /** A file of JSON: what the preview gives as `mapping`, changed. */
  readonly mapping?: string | undefined;
}

/** Reads a file, "-" being the standard input. @throws Refusal `file-unreadable`, `import-unreadable` with the file's name at each place */
export async function previewFile(file: string, { format, mapping: mappingFile }: PreviewOptions = {}): Promise<PreviewJson> {
  const bytes = await readBytes(file, importLimits.bytes);
  const said = mappingFile === undefined ? undefined : await mappingOf(mappingFile);
  try {
    return toPreviewJson(readMatrixFile({ bytes, name: file === '-' ? undefined : basename(file), format: fileFormat.options.find((one) => one === format) }, said));
  } catch (error) {
    throw error instanceof DomainError ? refusalOf(error, file) : error;
  }
}

async function mappingOf(file: string): Promise<Mapping> {
  const parsed = mapping.safeParse(jsonOf(await readText(file)));
  if (parsed.success) return parsed.data;
  throw new Refusal('file-unreadable', parsed.error.issues.map(({ path, message }) => ({ file, detail: `/${path.join('/')}: ${message}` })));
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
