// What a base backup is made of, so that a restore knows whether all of it is there, unchanged.
import { open, readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { unlessMissing } from '../../process/unless-missing.js';
import type { FileDigest } from './copied-file.js';

export interface BackedUpFile extends FileDigest {
  /** Below the data directory, with slashes. */
  readonly path: string;
}

export interface Manifest {
  readonly format: 1;
  /** By the server's clock: it can be restored to its end, and to no earlier time. */
  readonly startedAt: string;
  readonly endedAt: string;
  /** The first and the last segment of the write-ahead log that lead from the copy to its end. */
  readonly startWal: string;
  readonly stopWal: string;
  readonly directories: readonly string[];
  readonly files: readonly BackedUpFile[];
}

/** A backup is not what it was when it was made. */
export class BackupDamaged extends Error {
  constructor(what: string) {
    super(`${what} Nothing was restored from this backup; take another one.`);
    this.name = 'BackupDamaged';
  }
}

const fileIn = (base: string): string => join(base, 'manifest.json');

export async function writeManifest(base: string, manifest: Manifest): Promise<void> {
  const file = await open(fileIn(base), 'wx', 0o600);
  try {
    await file.writeFile(JSON.stringify(manifest));
    await file.sync();
  } finally {
    await file.close();
  }
}

/** @throws BackupDamaged when it is missing or cannot be read. */
export async function readManifest(base: string): Promise<Manifest> {
  const text = await readFile(fileIn(base), 'utf8').catch(unlessMissing);
  try {
    const manifest = JSON.parse(text ?? '') as Manifest;
    if (manifest.format === 1) return manifest;
  } catch {
    // told below
  }
  throw new BackupDamaged(`${fileIn(base)} is missing, or is no manifest that this version reads.`);
}
