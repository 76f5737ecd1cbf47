import { queryOptions } from '@tanstack/react-query';

import { api, body } from '../../../api/client.js';
import type { components } from '../../../api/schema.js';
import { publish } from '../../../matrices/matrix-queries.js';

export type Preview = components['schemas']['StagedPreview'];
export type Correction = components['schemas']['ImportCorrection'];
export type SampleTable = components['schemas']['ImportTable'];
export type TableMapping = components['schemas']['ImportTableMapping'];
export type ColumnMeaning = components['schemas']['ImportColumn'];
export type Mapping = TableMapping[];
export type Acceptance = components['schemas']['ImportAcceptance'];

/** A text as it was typed, or a file as it is, under its name: what it is, and whether it can be read, the server says. */
export function readMatrix(source: string | File): Promise<Preview> {
  const [query, type] = typeof source === 'string' ? [{}, 'text/plain'] : [{ name: source.name.slice(0, 300) }, 'application/octet-stream'];
  return body(api.POST('/matrices/imports', { params: { query }, body: source as string, bodySerializer: (asIs) => asIs, headers: { 'content-type': type } }));
}

/** The preview of what still waits to be accepted. */
export function readAgain(importId: string): Promise<Preview> {
  return body(api.GET('/matrices/imports/{importId}', { params: { path: { importId } } }));
}

export function mapColumns(importId: string, mapping: Mapping): Promise<Preview> {
  return body(api.PUT('/matrices/imports/{importId}/mapping', { params: { path: { importId } }, body: { mapping } }));
}

/** The preview as corrections make it: the server decides what each does. */
export function readCorrected(importId: string, corrections: readonly Correction[], signal: AbortSignal): Promise<Preview> {
  return body(api.POST('/matrices/imports/{importId}/preview', { params: { path: { importId } }, body: { corrections: [...corrections] }, signal }));
}

export const previewQuery = (importId: string) => queryOptions<Preview>({ queryKey: ['imports', importId], staleTime: Infinity });

/** Of what was read by the mapping that there is now. */
export const correctedQuery = ({ id, mapping }: Preview, corrections: readonly Correction[]) =>
  queryOptions<Preview>({ queryKey: ['imports-corrected', id, mapping ?? null, corrections], staleTime: Infinity });

/**
 * A draft that is published in the same breath: from then on it never changes.
 * @param keys of the two commands: with the same ones it goes on where an answer was lost.
 */
export async function acceptAndPublish(importId: string, acceptance: Acceptance, [acceptanceKey = '', publicationKey = '']: readonly string[]): Promise<{ readonly matrix: string; readonly version: number }> {
  const { matrix, draft } = await body(api.POST('/matrices/imports/{importId}/accept', { params: { path: { importId }, header: { 'Idempotency-Key': acceptanceKey } }, body: acceptance }));
  await publish(matrix, draft, publicationKey);
  return { matrix, version: draft };
}
