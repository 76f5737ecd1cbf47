import { queryOptions } from '@tanstack/react-query';

import { api, body } from '../../api/client.js';
import type { components } from '../../api/schema.js';
import { publish } from '../matrix/matrix-queries.js';

export type Preview = components['schemas']['StagedPreview'];
export type Correction = components['schemas']['ImportCorrection'];
export type Acceptance = components['schemas']['ImportAcceptance'];

/** As it is, whatever it is: the server says what is no text. */
export function readText(text: string | Uint8Array): Promise<Preview> {
  return body(api.POST('/matrices/imports', { body: text as string, bodySerializer: (asIs) => asIs, headers: { 'content-type': 'text/plain' } }));
}

export const previewQuery = (importId: string) => queryOptions<Preview>({ queryKey: ['imports', importId], staleTime: Infinity, enabled: false });

/** A draft that is published in the same breath: from then on it never changes. */
export async function acceptAndPublish(importId: string, acceptance: Acceptance): Promise<{ readonly matrix: string; readonly version: number }> {
  const { matrix, draft } = await body(api.POST('/matrices/imports/{importId}/accept', { params: { path: { importId } }, body: acceptance }));
  await publish(matrix, draft);
  return { matrix, version: draft };
}
