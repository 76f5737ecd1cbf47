// What takes long to make and never changes: made once in a run, by the first worker that wants it.
import { existsSync, mkdirSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { exclusively, runDirectory } from './run-directory.js';

/**
 * The run's directory of that name. To be copied, not written to.
 * @param make fills the directory that it is given, which users other than this one can enter; what it leaves half-done is thrown away.
 */
export async function madeOnce(name: string, make: (dir: string) => Promise<void>): Promise<string> {
  const made = join(runDirectory(), 'made', name);
  await exclusively(`made-${name}`, async () => {
    if (existsSync(made)) return;
    const draft = `${made}.draft`;
    await rm(draft, { recursive: true, force: true });
    mkdirSync(draft, { recursive: true, mode: 0o755 });
    await make(draft);
    await rename(draft, made);
  });
  return made;
}
