// Real servers on one machine without Docker.
export { MissingServer, type ServerName } from './missing-server.js';
export { AlreadyClaimed, claim, type Claim } from './process/claim.js';
export { freePort } from './process/free-port.js';
export { processIdentity } from './process/process-table.js';
export { ServerFailed, stopByPid, type ServerExit, type StopStep } from './process/server-process.js';
export { installedPackage as installedPostgres } from './postgres/binaries.js';
export { postgresStopSteps } from './postgres/postmaster-pid.js';
export { DataDirectoryInUse, startPostgres, type PostgresOptions, type RunningPostgres } from './postgres/start-postgres.js';
