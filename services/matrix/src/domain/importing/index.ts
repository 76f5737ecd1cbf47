// Reads a company's own matrix text into a preview, takes corrections, and gives the content of a matrix version.
export { anomalyKind, type AnomalyKind } from './anomaly.js';
export { importLimits } from './refusal.js';
export { slipThreshold } from './merging/slip.js';
export { readMatrixText, type Anomaly, type Language, type Listing, type Preview } from './read-matrix-text.js';
export { previewJson, previewOf, toPreviewJson, type PreviewJson } from './preview.js';
export { applyCorrections, correction, type Correction } from './corrections.js';
export { matrixIdOf, toMatrixContent, type Acceptance } from './to-matrix-content.js';
export { findLevel } from '@rung/matrix-model';
export type { PreviewQuestion } from './preview-questions.js';
