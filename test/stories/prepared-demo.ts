// What the demo leaves on the disk once its first review was told: made once in a run, as it is half of what a start costs.
import { execFile } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { madeOnce } from '@rung/testing';

import { Stage } from './rung-child.js';

/** @param to an empty directory, which becomes the data directory of a demo of so many people. */
export async function copyOfTheDemo(people: number, to: string): Promise<void> {
  // -a, as the database's files belong to a user of their own
  await promisify(execFile)('cp', ['-a', `${join(await made(people), 'data')}/.`, to]);
}

/** @returns what the demo of so many people writes to standard output with `--once --json`. */
export async function toldByTheDemo(people: number): Promise<string> {
  return readFile(join(await made(people), 'told'), 'utf8');
}

const made = (people: number): Promise<string> => madeOnce(`demo-of-${people}`, (dir) => tellOnce(people, dir));

async function tellOnce(people: number, dir: string): Promise<void> {
  const stage = new Stage();
  const data = join(dir, 'data');
  await mkdir(data, { mode: 0o755 });
  try {
    const once = stage.npmStart(['--people', `${people}`, '--once', '--json', '--data', data]);
    const { code } = await once.ended;
    if (code !== 0) throw new Error(`The demo did not come to its end: ${once.stderr}`);
    await writeFile(join(dir, 'told'), once.stdout);
  } finally {
    await stage.clear();
  }
}
