// A disk that is soon full: of a few megabytes, beneath a directory of a server that does not run.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmdirSync } from 'node:fs';
import { chmod, chown, cp, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const block = Buffer.alloc(64 * 1_024, 1);

/** Why none can be had here; undefined where one can. */
export function whyNoSmallDisk(): string | undefined {
  const dir = mkdtempSync(join(tmpdir(), 'rung-small-disk-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', dir], { stdio: 'pipe' });
    execFileSync('umount', [dir], { stdio: 'pipe' });
    return undefined;
  } catch (error) {
    return `no file system can be mounted here, which takes root on Linux (${(error as Error).message.split('\n').at(-1)})`;
  } finally {
    rmdirSync(dir);
  }
}

export class SmallDisk {
  private constructor(private readonly dir: string) {}

  /** Takes what lies in the directory, with its owners, onto a disk of its own. */
  static async beneath(dir: string, megabytes: number): Promise<SmallDisk> {
    const { uid, gid, mode } = await stat(dir);
    const before = `${dir}.before`;
    await rename(dir, before);
    await mkdir(dir);
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', dir], { stdio: 'pipe' });
    await cp(before, dir, { recursive: true });
    for (const name of await readdir(dir, { recursive: true })) await chown(join(dir, name), uid, gid);
    await chown(dir, uid, gid);
    await chmod(dir, mode & 0o777);
    await rm(before, { recursive: true });
    return new SmallDisk(dir);
  }

  /** To the last byte, as another program does that logs too much. */
  async fill(): Promise<void> {
    const ballast = await open(join(this.dir, 'ballast'), 'a');
    try {
      for (let size = block.length; size > 0; ) {
        const written = await ballast.write(block, 0, size).then(({ bytesWritten }) => bytesWritten, () => 0);
        if (written < size) size = Math.floor(size / 2);
      }
    } finally {
      await ballast.close();
    }
  }

  async free(): Promise<void> {
    await rm(join(this.dir, 'ballast'), { force: true });
  }

  /** Once its server is gone. What was on it is lost. */
  remove(): void {
    execFileSync('umount', [this.dir], { stdio: 'pipe' });
  }
}
