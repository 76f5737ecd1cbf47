// Real servers on one machine without Docker.
export { chromiumMissing, findChromium } from './chromium/find-chromium.js';
export { installMissing } from './install-missing.js';
export { brokerJars, kafkaMissing } from './kafka/broker-jars.js';
export { createTopics } from './kafka/create-topics.js';
export { kafkaStopSteps, startKafka, type KafkaOptions, type RunningKafka } from './kafka/start-kafka.js';
export { MissingServer, type ServerName } from './missing-server.js';
export { identityOf, takeBaseBackup, type BaseBackup, type BaseBackupOptions } from './postgres/backup/base-backup.js';
export { connected } from './postgres/backup/connected.js';
export { BackupDamaged, readManifest, type Manifest } from './postgres/backup/manifest.js';
export { NotReachable, restoreBase, type Restored, type RestoreOptions } from './postgres/backup/restore-base.js';
export { NotRunning, serverOn, type ServerOnData } from './postgres/backup/running-server.js';
export { ArchivingFailed } from './postgres/backup/wal-archive.js';
export { postgresMissing } from './postgres/binaries.js';
export { postgresStopSteps } from './postgres/postmaster-pid.js';
export { DataDirectoryInUse, startPostgres, type PostgresOptions, type RunningPostgres } from './postgres/start-postgres.js';
export { AlreadyClaimed, claim, type Claim } from './process/claim.js';
export { freePort } from './process/free-port.js';
export { processIdentity } from './process/process-table.js';
export {
  ServerFailed,
  spawnServer,
  stopByPid,
  type ServerCommand,
  type ServerExit,
  type ServerProcess,
  type StopStep,
} from './process/server-process.js';
export { unlessMissing } from './process/unless-missing.js';
export { untilReady } from './process/until-ready.js';
export {
  prometheusMissing,
  prometheusStopSteps,
  startPrometheus,
  type PrometheusOptions,
  type RunningPrometheus,
} from './prometheus/start-prometheus.js';
export { redisMissing, redisStopSteps, startRedis, type RedisOptions, type RunningRedis } from './redis/start-redis.js';
