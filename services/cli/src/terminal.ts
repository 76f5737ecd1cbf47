// Where the tool writes: a process's own streams, or a spec's.
import { once } from 'node:events';
import type { Writable } from 'node:stream';

export interface Terminal {
  /** Answers alone, so that scripts can read them. */
  readonly out: Writable;
  /** Everything that is said to a person beside the answer. */
  readonly err: Writable;
}

export const processTerminal: Terminal = { out: process.stdout, err: process.stderr };

/** Writes text and waits while the reader is slower than we are. */
export async function write(stream: Writable, text: string): Promise<void> {
  if (!stream.write(text)) await once(stream, 'drain');
}
