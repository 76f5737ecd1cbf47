import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { AlreadyClaimed, claim } from './claim.js';
import { processIdentity } from './process-table.js';

describe('a claim', () => {
  let dir: string;
  let path: string;
  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), 'rung-claim-'));
    path = join(dir, 'data.claim');
  });
  afterEach(() => rm(dir, { recursive: true }));

  const leftBy = (pid: number, identity: string): Promise<void> => writeFile(`${path}.1`, JSON.stringify({ pid, identity }));

  it('is refused while somebody who lives holds it, and names them', async () => {
    await claim(path);
    await expect(claim(path)).rejects.toMatchObject({ name: 'AlreadyClaimed', pid: process.pid });
  });

  it('is free again when it was released', async () => {
    await (await claim(path)).release();
    await expect(claim(path)).resolves.toBeDefined();
  });

  it('does not bind when its holder died, even where another process has the same id by now', async () => {
    await leftBy(process.pid, `${processIdentity(process.pid)}-of-an-earlier-life`);
    await expect(claim(path)).resolves.toBeDefined();
  });

  it('of a dead holder goes to exactly one of many who want it', async () => {
    await leftBy(2 ** 22 + 1, 'dead');
    const outcomes = await Promise.allSettled(Array.from({ length: 40 }, () => claim(path)));
    const winners = outcomes.filter(({ status }) => status === 'fulfilled');
    const refusals = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason as Error] : []));
    expect(winners).toHaveLength(1);
    expect(refusals.every((reason) => reason instanceof AlreadyClaimed)).toBe(true);
  });

  it('that was released late does not free the claim of who came next', async () => {
    const first = await claim(path);
    await first.release();
    await claim(path);
    await first.release().catch(() => undefined);
    await expect(claim(path)).rejects.toThrow(AlreadyClaimed);
  });

  it('is had by one at a time, however many take turns', async () => {
    let inside = 0;
    let most = 0;
    const turn = async (): Promise<void> => {
      const held = await claim(path).catch(() => undefined);
      if (held === undefined) return turn();
      inside += 1;
      most = Math.max(most, inside);
      await new Promise(setImmediate);
      inside -= 1;
      await held.release();
    };
    await Promise.all(Array.from({ length: 30 }, turn));
    expect(most).toBe(1);
  });

  it('leaves one small file behind, which binds nobody', async () => {
    for (let times = 0; times < 3; times += 1) await (await claim(path)).release();
    expect(await readdir(dir)).toEqual(['data.claim.3']);
  });
});
