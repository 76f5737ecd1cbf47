// The event log: its port, command execution over it, and the PostgreSQL store.
export * from './event-log.js';
export * from './execute.js';
