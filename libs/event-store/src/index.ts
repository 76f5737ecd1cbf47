// The event log: its port, command execution over it, and the PostgreSQL store.
export * from './event-log.js';
export * from './execute.js';
export { FoldedStreams, type FoldedStreamsOptions, type Loaded } from './folded-streams.js';
export { failpoint, failpoints, settleFailpoints, wayFailpoints, type Failpoint, type WayFailpoint } from './failpoint.js';
export { closeGate, openGate, raiseEpoch, readGate, type EpochGate } from './postgres/epoch-gate.js';
export { appendSql } from './postgres/append-sql.js';
export { epochGateSql, eventLogGrantsSql, eventLogSchema, eventLogSql } from './postgres/event-log-sql.js';
export { eventIdsOf, importEvents, LogIsOpen } from './postgres/importing.js';
export { mustKeepSessions, SessionsNotKept } from './postgres/kept-sessions.js';
export { laneOf } from './postgres/lane-of.js';
export { logSource, logSourceSql } from './postgres/log-source.js';
export { untilLargeEnough } from './postgres/page-bytes.js';
export { createPostgresEventLog, type PostgresEventLogOptions } from './postgres/postgres-event-log.js';
export { isServerError, type ServerError } from './postgres/server-error.js';
export { CommitUnknown, LogClosed, LogGap, LogRestored, LogUnavailable } from './postgres/store-errors.js';
