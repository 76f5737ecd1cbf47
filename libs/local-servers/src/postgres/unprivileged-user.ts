// PostgreSQL refuses to run as root, so root hands it to a user who can do nothing else.
import { readFile, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { SystemUser } from '../process/server-process.js';

/**
 * Whom to run PostgreSQL as: nobody special unless we are root, then `postgres` or else `nobody`.
 * @throws Error when we are root and the system knows neither.
 */
export async function unprivilegedUser(): Promise<SystemUser | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  const lines = (await readFile('/etc/passwd', 'utf8')).split('\n').map((line) => line.split(':'));
  const entry = ['postgres', 'nobody'].map((name) => lines.find(([user]) => user === name)).find((found) => found);
  if (entry === undefined) {
    throw new Error('PostgreSQL does not run as root, and /etc/passwd names neither "postgres" nor "nobody" to run it as.');
  }
  // macOS writes nobody's ids as -2, which the system calls mean as unsigned.
  return { uid: Number(entry[2]) >>> 0, gid: Number(entry[3]) >>> 0 };
}

/** Whether the user may walk into the directory: the search permission of it and of everything above it. */
export async function canReach(dir: string, user: SystemUser): Promise<boolean> {
  const { mode, uid, gid } = await stat(dir);
  const bit = uid === user.uid ? 0o100 : gid === user.gid ? 0o010 : 0o001;
  if ((mode & bit) === 0) return false;
  const above = dirname(dir);
  return above === dir || canReach(above, user);
}
