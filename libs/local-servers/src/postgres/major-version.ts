// Files that one major version of PostgreSQL has written are unreadable to any other one.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { installedPackage } from './binaries.js';

export class OtherMajorVersion extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'OtherMajorVersion';
  }
}

/**
 * Held against what npm installed here, before the server itself refuses them in words that name no way out.
 * @param files where PG_VERSION lies; @param what they are, and @param wayOut for people.
 * @throws OtherMajorVersion
 */
export async function mustBeOfOurMajor(files: string, what: string, wayOut: string): Promise<void> {
  const theirs = (await readFile(join(files, 'PG_VERSION'), 'utf8')).trim();
  const { version } = await installedPackage();
  const ours = version.split('.')[0] ?? '';
  if (theirs === ours) return;
  throw new OtherMajorVersion(`${what} of PostgreSQL ${theirs}, and the PostgreSQL here is ${version}, which cannot read them. ${wayOut}`);
}
