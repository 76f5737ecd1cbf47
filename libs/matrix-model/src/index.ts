// The competency grid: levels, competencies and cells, and what is new, raised, carried or inherited at a level.
export * from './matrix.js';
export * from './in-force.js';
export * from './faults.js';
export * from './find-level.js';
