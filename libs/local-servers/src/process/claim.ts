// A claim is a file that names the process using something; it outlives a crash, but does not bind anybody then.
import { randomUUID } from 'node:crypto';
import { link, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { processIdentity } from './process-table.js';

export interface Claim {
  /** Gives it up. Harmless when repeated. */
  release(): Promise<void>;
}

/** Somebody who is alive holds the claim. */
export class AlreadyClaimed extends Error {
  constructor(
    readonly path: string,
    readonly pid: number,
  ) {
    super(`Process ${pid} is using it (claim ${path}).`);
    this.name = 'AlreadyClaimed';
  }
}

/**
 * Claims a path for this process; a claim of a process that died is taken over.
 * @throws AlreadyClaimed while another process, or this one, holds it.
 */
export async function claim(path: string): Promise<Claim> {
  const mine = JSON.stringify({ pid: process.pid, identity: processIdentity(process.pid), nonce: randomUUID() });
  const draft = `${path}.${randomUUID()}`;
  await writeFile(draft, mine, { mode: 0o600 });
  try {
    // The file appears complete or not at all, so no reader ever sees half a claim.
    while (!(await linked(draft, path))) await removeDeadClaim(path);
  } finally {
    await rm(draft, { force: true });
  }
  return {
    release: async () => {
      if ((await textOf(path)) === mine) await rm(path, { force: true });
    },
  };
}

async function removeDeadClaim(path: string): Promise<void> {
  const seen = await textOf(path);
  if (seen === undefined) return;
  const holder = JSON.parse(seen) as { pid: number; identity: string };
  if (processIdentity(holder.pid) === holder.identity) throw new AlreadyClaimed(path, holder.pid);
  // Two may find the same dead claim: whoever moves a younger one away by mistake puts it back.
  const aside = `${path}.${randomUUID()}`;
  if (!(await moved(path, aside))) return;
  if ((await textOf(aside)) !== seen) await linked(aside, path);
  await rm(aside, { force: true });
}

const linked = (from: string, to: string): Promise<boolean> => unlessCode('EEXIST', link(from, to));
const moved = (from: string, to: string): Promise<boolean> => unlessCode('ENOENT', rename(from, to));

async function unlessCode(code: string, action: Promise<void>): Promise<boolean> {
  try {
    await action;
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === code) return false;
    throw error;
  }
}

const textOf = (path: string): Promise<string | undefined> =>
  readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
