// What crosses a process border: ids, events, topics, grading, explanations, parked streams, rebuilds, problems, why an import is refused.
export * from './ids.js';
export * from './grading.js';
export * from './explanation.js';
export * from './recorded-explanation.js';
export * from './topics.js';
export * from './parked.js';
export * from './rebuilds.js';
export * from './import-reasons.js';
export * from './problems.js';
export * from './events/matrix.js';
export * from './events/assessment.js';
export * from './event-headers.js';
export * from './voiding.js';
export * from './event-catalogue.js';
