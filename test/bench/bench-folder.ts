import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of the benches' sources, also when this file runs compiled. */
export const benchFolder = sourcesOf(dirname(fileURLToPath(import.meta.url)));

function sourcesOf(folder: string): string {
  return existsSync(join(folder, 'peers/package.json')) ? folder : join(folder, '../../bench');
}
