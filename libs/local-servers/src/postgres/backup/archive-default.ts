// Archiving is on from the first start, as it cannot be switched on while the server runs, and keeps nothing until told where.
import { appendFile, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Says "done" of every segment, which the server then forgets, as it would without an archive. */
export const archivesNothing = 'exit 0';

/** Of a server that does not run. Without a command the server would keep its whole log and wait for one. */
export async function archiveNothingUnlessTold(dataDir: string): Promise<void> {
  const file = join(dataDir, 'postgresql.auto.conf'); // what ALTER SYSTEM writes, and keeps
  if (/^\s*archive_command\s*=/m.test(await readFile(file, 'utf8'))) return;
  await appendFile(file, `archive_command = '${archivesNothing}'\n`);
}
