// What the demo leaves on the disk once its first review was told: made once in a run, as it is half of what a start costs.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

import { madeOnce } from '@rung/testing';

import { Stage } from '../stories/rung-child.js';

/** @param to an empty directory, which becomes the data directory of a demo of so many people. */
export async function copyOfTheDemo(people: number, to: string): Promise<void> {
  const made = await madeOnce(`demo-of-${people}`, (dir) => tellOnce(people, dir));
  // -a, as the database's files belong to a user of their own
  await promisify(execFile)('cp', ['-a', `${made}/.`, to]);
}

async function tellOnce(people: number, dir: string): Promise<void> {
  const stage = new Stage();
  try {
    const once = stage.start('start', ['--people', `${people}`, '--once', '--data', dir]);
    const { code } = await once.ended;
    if (code !== 0) throw new Error(`The demo did not come to its end: ${once.stderr}`);
  } finally {
    await stage.clear();
  }
}
