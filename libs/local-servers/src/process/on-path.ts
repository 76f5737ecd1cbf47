// Whether a program is installed, without running it.
import { access, constants } from 'node:fs/promises';
import { delimiter, join } from 'node:path';

/** The program's file on PATH; undefined when it is not installed. */
export async function onPath(program: string): Promise<string | undefined> {
  const suffix = process.platform === 'win32' ? '.exe' : '';
  for (const dir of (process.env['PATH'] ?? '').split(delimiter).filter((entry) => entry !== '')) {
    const file = join(dir, program + suffix);
    const runnable = await access(file, constants.X_OK).then(
      () => true,
      () => false,
    );
    if (runnable) return file;
  }
  return undefined;
}
