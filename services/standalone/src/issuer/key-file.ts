import { randomUUID } from 'node:crypto';
import { link, readFile, rm, writeFile } from 'node:fs/promises';

import { createTokenIssuer, type TokenIssuerOptions } from '@rung/service-kit';

type PrivateKey = NonNullable<TokenIssuerOptions['privateKey']>;

/**
 * The private key that a file keeps; makes the key and the file (readable by its owner alone) when there is none. Two starts at once
 * end up with one key.
 * @throws SystemError when the file can be neither read nor written; SyntaxError when it holds something else.
 */
export async function privateKeyIn(file: string): Promise<PrivateKey> {
  const kept = await readKey(file);
  if (kept !== undefined) return kept;
  const { privateKey } = await createTokenIssuer({ issuer: 'none' });
  const draft = `${file}.${randomUUID()}`;
  await writeFile(draft, JSON.stringify(privateKey), { mode: 0o600, flag: 'wx' });
  try {
    // a link is there at once and whole, or fails because another start was first
    await link(draft, file);
    return privateKey;
  } catch (error) {
    const first = await readKey(file);
    if (first === undefined) throw error;
    return first;
  } finally {
    await rm(draft, { force: true });
  }
}

async function readKey(file: string): Promise<PrivateKey | undefined> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as PrivateKey;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
