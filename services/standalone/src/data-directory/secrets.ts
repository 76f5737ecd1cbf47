// What an installation must never lose, made once and kept beside its data.
import { hkdfSync, randomBytes } from 'node:crypto';
import { readFile, rename, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { z } from 'zod';

const secrets = z.object({
  /** Makes opaque ids of person keys. */
  personIdSecret: z.string().min(32),
  /** 32 bytes in base64: the keys of free text are kept under it. */
  keyEncryptionKey: z.base64(),
});
export type Secrets = z.infer<typeof secrets>;

/** What sessions of the console are sealed with; derived, so that there is nothing more to lose. */
export function sessionSecretOf({ keyEncryptionKey }: Secrets): Buffer {
  return Buffer.from(hkdfSync('sha256', Buffer.from(keyEncryptionKey, 'base64'), '', 'rung console sessions', 32));
}

/** Where the issuer of the demo keeps its key; made after the secrets. */
export function issuerKeyIn(dataDir: string): string {
  return join(dataDir, 'issuer-key.json');
}

/** There are data, and their secrets are gone. */
export class SecretsGone extends Error {
  constructor(dataDir: string, file: string) {
    super(`${dataDir} holds data, but ${file} is gone. Put it back, or move the data away to begin anew.`);
    this.name = 'SecretsGone';
  }
}

/**
 * The secrets of a data directory that this process has claimed.
 * @throws SecretsGone: new ones would make strangers of everybody.
 */
export async function secretsIn(dataDir: string): Promise<Secrets> {
  const file = join(dataDir, 'secrets.json');
  const kept = await textOf(file);
  if (kept !== undefined) return secrets.parse(JSON.parse(kept));
  // the data themselves may lie elsewhere, where PostgreSQL's user can reach them
  if ((await isThere(join(dataDir, 'postgres'))) || (await isThere(issuerKeyIn(dataDir)))) {
    throw new SecretsGone(dataDir, file);
  }
  const made: Secrets = {
    personIdSecret: randomBytes(32).toString('base64url'),
    keyEncryptionKey: randomBytes(32).toString('base64'),
  };
  await writeFile(`${file}.draft`, `${JSON.stringify(made)}\n`, { mode: 0o600 });
  await rename(`${file}.draft`, file);
  return made;
}

async function textOf(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

async function isThere(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined)) !== undefined;
}
