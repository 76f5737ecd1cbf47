// A claim is a file that names the process using something; it outlives a crash, but does not bind anybody then.
import { randomUUID } from 'node:crypto';
import { link, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
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

interface Holder {
  readonly pid: number;
  /** Undefined when it was given up. */
  readonly identity?: string;
}

/**
 * Claims a path for this process; a claim of a process that died is taken over.
 *
 * The holder is whom the file with the highest number names, `PATH.7`. A claim is taken by creating the next number, which
 * only one can do, and a file is removed only while a higher one is there: so the highest number never falls, and who
 * comes late with what it saw earlier either finds its number taken or sees the higher one. Deleting and creating one
 * file of a fixed name cannot be made safe: who is slow deletes the claim of who was fast.
 * @throws AlreadyClaimed while another process, or this one, holds it.
 */
export async function claim(path: string): Promise<Claim> {
  const mine: Holder = { pid: process.pid, identity: processIdentity(process.pid) };
  for (;;) {
    const last = (await numbersOf(path)).at(-1) ?? 0;
    const holder = last === 0 ? undefined : await holderIn(`${path}.${last}`);
    // Whoever removed it took a higher number.
    if (last > 0 && holder === undefined) continue;
    if (holder?.identity !== undefined && processIdentity(holder.pid) === holder.identity) {
      throw new AlreadyClaimed(path, holder.pid);
    }
    const file = `${path}.${last + 1}`;
    if (!(await created(file, mine))) continue;
    const numbers = await numbersOf(path);
    if (numbers.at(-1) !== last + 1) {
      await rm(file, { force: true });
      continue;
    }
    for (const number of numbers.slice(0, -1)) await rm(`${path}.${number}`, { force: true });
    let released: Promise<void> | undefined;
    return { release: () => (released ??= replace(file, { pid: process.pid })) };
  }
}

/** The numbers there are, ascending. */
async function numbersOf(path: string): Promise<number[]> {
  const prefix = `${basename(path)}.`;
  return (await readdir(dirname(path)))
    .filter((name) => name.startsWith(prefix) && /^\d+$/.test(name.slice(prefix.length)))
    .map((name) => Number(name.slice(prefix.length)))
    .sort((a, b) => a - b);
}

async function holderIn(file: string): Promise<Holder | undefined> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as Holder;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** Creates the file with all of its content at once. @returns false when there is one. */
async function created(file: string, holder: Holder): Promise<boolean> {
  const draft = await draftBeside(file, holder);
  try {
    await link(draft, file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  } finally {
    await rm(draft, { force: true });
  }
}

async function replace(file: string, holder: Holder): Promise<void> {
  await rename(await draftBeside(file, holder), file);
}

async function draftBeside(file: string, holder: Holder): Promise<string> {
  const draft = join(dirname(file), `.${basename(file)}-${randomUUID()}`);
  await writeFile(draft, JSON.stringify(holder), { mode: 0o600 });
  return draft;
}
