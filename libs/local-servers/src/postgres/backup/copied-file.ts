// A copy that is known by its digest, and is on disk when it is said to be.
import { createHash } from 'node:crypto';
import { open, type FileHandle } from 'node:fs/promises';

export interface FileDigest {
  readonly bytes: number;
  readonly sha256: string;
}

const chunkBytes = 256 * 1_024;

/** Copies what the file holds now and flushes the copy. @returns what was written. @throws SystemError ENOENT when it is gone. */
export async function copyFile(from: string, to: string): Promise<FileDigest> {
  const source = await open(from, 'r');
  try {
    const target = await open(to, 'wx', 0o600);
    try {
      const digest = await digestOf(source, (chunk) => writeAll(target, chunk));
      await target.sync();
      return digest;
    } finally {
      await target.close();
    }
  } finally {
    await source.close();
  }
}

/** Reads a file again: what a disk has kept of it. */
export async function digestOfFile(path: string): Promise<FileDigest> {
  const file = await open(path, 'r');
  try {
    return await digestOf(file, () => Promise.resolve());
  } finally {
    await file.close();
  }
}

async function digestOf(file: FileHandle, visit: (chunk: Buffer) => Promise<void>): Promise<FileDigest> {
  const hash = createHash('sha256');
  const buffer = Buffer.allocUnsafe(chunkBytes);
  let bytes = 0;
  for (;;) {
    const { bytesRead } = await file.read(buffer, 0, chunkBytes, bytes);
    if (bytesRead === 0) return { bytes, sha256: hash.digest('hex') };
    const chunk = buffer.subarray(0, bytesRead);
    hash.update(chunk);
    await visit(chunk);
    bytes += bytesRead;
  }
}

/** A single write may take less than it was given. */
async function writeAll(file: FileHandle, chunk: Buffer): Promise<void> {
  for (let written = 0; written < chunk.length; ) {
    const { bytesWritten } = await file.write(chunk, written);
    written += bytesWritten;
  }
}
