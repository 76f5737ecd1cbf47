// What the operating system knows about a process id; ids are used again, so an id alone proves nothing.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/**
 * Tells one process from a later one with the same id: the boot and the moment it started.
 * @returns undefined when no such process runs; a zombie counts as gone, since containers often reap late or never.
 */
export function processIdentity(pid: number): string | undefined {
  if (process.platform === 'linux') return linuxIdentity(pid);
  // Windows tells no more without a program of its own: there an id that was used again is taken for the old process.
  if (process.platform === 'win32') return answersToSignals(pid) ? `${pid}` : undefined;
  return psIdentity(pid);
}

/** The words a process was started with, as one line; undefined when it is gone or cannot be read. */
export function commandLineOf(pid: number): string | undefined {
  if (process.platform === 'linux') {
    return textOf(`/proc/${pid}/cmdline`)?.replaceAll('\0', ' ').trim();
  }
  return ps(pid, 'command=');
}

function linuxIdentity(pid: number): string | undefined {
  const stat = textOf(`/proc/${pid}/stat`);
  if (stat === undefined) return undefined;
  // The name in brackets may itself hold spaces and brackets: fields are counted from the last one.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const [state, startTicks] = [fields[0], fields[19]];
  if (state === 'Z' || state === 'X') return undefined;
  return `${textOf('/proc/sys/kernel/random/boot_id')?.trim() ?? ''}:${pid}:${startTicks}`;
}

function psIdentity(pid: number): string | undefined {
  const line = ps(pid, 'stat=,lstart=');
  if (line === undefined || line.startsWith('Z')) return undefined;
  return `${pid}:${line.replace(/^\S+\s+/, '')}`;
}

function ps(pid: number, columns: string): string | undefined {
  const { status, stdout } = spawnSync('ps', ['-o', columns, '-p', `${pid}`], { encoding: 'utf8' });
  return status === 0 ? stdout.trim() : undefined;
}

function answersToSignals(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function textOf(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
