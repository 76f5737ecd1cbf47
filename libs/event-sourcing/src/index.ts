// The pure core of event sourcing: events with their versions, deciders, refusals, specifications.
export * from './event.js';
export * from './decider.js';
export * from './domain-error.js';
export * from './specification.js';
