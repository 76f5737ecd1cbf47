// What is published about the events: JSON Schemas, the AsyncAPI document, and whether a change keeps the contract.
export * from './event-schema.js';
export * from './async-api.js';
export * from './shape-changes.js';
export * from './release.js';
export * from './altering-schemas.js';
export * from './sample-record.js';
export * from './upcast-results.js';
export * from './broken-topics.js';
