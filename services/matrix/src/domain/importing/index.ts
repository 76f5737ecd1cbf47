// Reads a company's own matrix, a text or a file, into a preview, takes corrections, and gives the content of a matrix version.
export { anomalyKind, type AnomalyKind } from './anomaly.js';
export { importLimits } from './refusal.js';
export { slipThreshold } from './merging/slip.js';
export { readMatrixText } from './read-matrix-text.js';
export type { Anomaly, Listing, Preview, PreviewQuestion } from './drafting/draft.js';
export { previewJson, previewOf, toPreviewJson, type PreviewJson } from './preview.js';
export { applyCorrections, correction, saidLinesIn, type Correction } from './corrections.js';
export { matrixIdOf, toMatrixContent, type Acceptance } from './to-matrix-content.js';
export { findLevel } from '@rung/matrix-model';
export { readMatrixFile } from './files/read-matrix-file.js';
export { fileFormat, type FileFormat, type SourceFile } from './files/source-file.js';
export { mapping, type Mapping, type SampleTable } from './tables/mapping.js';
