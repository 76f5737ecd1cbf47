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

/** Answers as JSON where it is asked for; else as a person reads it. */
export const answerOn =
  (terminal: Terminal) =>
  <Answer>({ json }: { readonly json?: boolean }, given: Answer, report: (given: Answer) => string): Promise<void> =>
    write(terminal.out, json === true ? `${JSON.stringify(given, null, 2)}\n` : report(given));

/** Writes and waits while the reader is slower than we are. */
export async function write(stream: Writable, answer: string | Uint8Array): Promise<void> {
  if (!stream.write(answer)) await once(stream, 'drain');
}
