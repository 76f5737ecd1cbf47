// The write-ahead log, kept segment by segment outside of the data: with a base backup it leads to any later moment.
import { chown, mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import type pg from 'pg';

import { canReach, unprivilegedUser } from '../unprivileged-user.js';
import { archivesNothing } from './archive-default.js';

/** The log cannot be archived. */
export class ArchivingFailed extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'ArchivingFailed';
  }
}

/** A quiet server hands over what it has after so long: what a lost disk may cost at most. */
const handOverAfter = '60s';
const archivedWithinMs = 120_000;

/**
 * Lets a running server hand its log to a folder, from now on and after each start.
 * @returns the folder's command, and the one before it when that was another.
 * @throws ArchivingFailed when the server was started without archiving, or its user cannot write there.
 */
export async function archiveTo(client: pg.Client, folder: string): Promise<{ readonly before: string | undefined }> {
  const user = await unprivilegedUser();
  await mkdir(folder, { recursive: true, mode: 0o700 });
  if (user !== undefined) {
    if (!(await canReach(join(folder, '..'), user))) {
      throw new ArchivingFailed(`The user that PostgreSQL runs as cannot reach ${folder}: choose a folder outside of private directories.`);
    }
    await chown(folder, user.uid, user.gid);
  }
  const { rows } = await client.query<{ mode: string; command: string }>(
    "select current_setting('archive_mode') as mode, current_setting('archive_command') as command",
  );
  const [{ mode, command } = { mode: 'off', command: '' }] = rows;
  if (mode !== 'on') throw new ArchivingFailed('This server was started by a version that archives nothing: stop Rung, start it again, and repeat.');
  const wanted = commandTo(folder);
  await client.query(`alter system set archive_command = ${client.escapeLiteral(wanted)}`);
  await client.query(`alter system set archive_timeout = '${handOverAfter}'`);
  await client.query('select pg_reload_conf()');
  return { before: command === wanted || command === archivesNothing ? undefined : command };
}

/**
 * A segment appears whole and flushed or not at all; one that is there already must be the same, and is never overwritten.
 */
function commandTo(folder: string): string {
  const place = `'${`${folder}/`.replaceAll('%', '%%').replaceAll("'", `'\\''`)}'%f`;
  const copy = `dd if=%p of=${place}.part bs=1048576 conv=fsync 2>/dev/null && mv ${place}.part ${place}`;
  return `if test -f ${place}; then cmp -s %p ${place}; else ${copy}; fi`;
}

/** @throws ArchivingFailed when the segment does not arrive. */
export async function untilArchived(client: pg.Client, folder: string, segment: string): Promise<void> {
  const deadline = performance.now() + archivedWithinMs;
  while (!(await readdir(folder)).includes(segment)) {
    if (performance.now() > deadline) {
      const { rows } = await client.query<{ failed: string | null }>('select last_failed_wal as failed from pg_stat_archiver');
      const failed = rows[0]?.failed ?? undefined;
      throw new ArchivingFailed(
        `The log did not arrive in ${folder}${failed === undefined ? '' : ` (PostgreSQL failed to archive ${failed}; its own log says why)`}.`,
      );
    }
    await after(50);
  }
}
