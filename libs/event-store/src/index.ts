// The event log: its port, command execution over it, and the PostgreSQL store.
export * from './event-log.js';
export * from './execute.js';
export { failpoint, failpoints, type Failpoint } from './failpoint.js';
export { eventLogGrantsSql, eventLogSchema, eventLogSql } from './postgres/event-log-sql.js';
export { laneOf } from './postgres/lane-of.js';
export { createPostgresEventLog, type PostgresEventLogOptions } from './postgres/postgres-event-log.js';
export { CommitUnknown, LogClosed, LogGap, LogUnavailable } from './postgres/store-errors.js';
