// The competency grid: levels, competencies and cells, and what is new, raised, carried or inherited at a level.
export * from './matrix.js';
export * from './in-force.js';
export * from './faults.js';
export * from './find-level.js';
export { partAddress, partChange, swapped, type PartChange, type PartName } from './parts/part.js';
export { changedParts } from './parts/changed-parts.js';
export { applyParts } from './parts/apply-parts.js';
export { same } from './parts/same.js';
export { contentOfPart, isAsItBecame, takenBack } from './parts/part-content.js';
export { sorted } from './parts/sorted.js';
export { intent, namedPart, type Intent } from './editing/intent.js';
export { diffMatrices, type CellDiff, type CompetencyDiff, type MatrixDiff, type Place, type TextDiff } from './diff/diff.js';
export { reworded, type Segment } from './diff/words.js';
export { findingsIn, type Finding, type Findings } from './readiness/findings.js';
export { languagesIn } from './languages.js';
export { edit } from './editing/edit.js';
