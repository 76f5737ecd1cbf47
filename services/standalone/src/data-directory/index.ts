// Backup and restore of a data directory, for the command-line tool: without all that a start loads.
export { backUp, type Backup } from './backup.js';
export { restore, type RestoredDirectory, type RestoreWish } from './restore.js';
export type { RestoredLog } from './restored-logs.js';
