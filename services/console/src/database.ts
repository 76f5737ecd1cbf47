import { openDatabase, type DatabaseOptions, type ServiceDatabase } from '@rung/service-kit';

import { Sessions1764000000000 } from './migrations/1764000000000-sessions.js';

/** Connects to the console's own database and brings its schema up to date. */
export function openConsoleDatabase(options: Pick<DatabaseOptions, 'url' | 'logger'>): Promise<ServiceDatabase> {
  return openDatabase({ ...options, entities: [], migrations: [Sessions1764000000000] });
}
