import { api } from '../../../api/client.js';
import type { Grid } from '../../../matrices/matrix-queries.js';

export const exportFormats = ['xlsx', 'csv', 'markdown', 'yaml', 'json', 'case', 'html'] as const;
export type ExportFormat = (typeof exportFormats)[number];

/** Asks for a version as a file, and has the browser save it under the name that the server gives it. @throws ApiError */
export async function saveVersion({ matrix, version }: Grid, format: ExportFormat): Promise<void> {
  const params = { path: { matrixId: matrix, version }, query: { format } };
  const { data, response } = await api.GET('/matrices/{matrixId}/versions/{version}/export', { params, parseAs: 'blob' });
  const address = URL.createObjectURL(data as unknown as Blob);
  const link = document.createElement('a');
  link.href = address;
  link.download = /filename="([^"]+)"/.exec(response.headers.get('content-disposition') ?? '')?.[1] ?? `${matrix}-${version}.${format}`;
  link.click();
  // some browsers read it a moment after the click
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
