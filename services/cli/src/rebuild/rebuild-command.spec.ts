import { Writable } from 'node:stream';

import { describe, expect, it } from '@jest/globals';

import { rung } from '../rung.js';

async function run(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  const said = { out: '', err: '' };
  const into = (name: 'out' | 'err') => new Writable({ write: (chunk, _, done) => ((said[name] += String(chunk)), done()) });
  const code = await rung(['rebuild', ...args], { out: into('out'), err: into('err') });
  return { code, ...said };
}
/** Nothing listens on port 1. */
const there = ['--url', 'http://127.0.0.1:1', '--token', 'x'];

describe('rung rebuild', () => {
  it.each([[[]], [['list']], [['start']], [['cancel']]])('%j explains itself', async (words) => {
    const { code, out } = await run(...words, '--help');
    expect([code, out]).toEqual([0, expect.stringContaining('Exit codes: 0 done, 1 refused')]);
  });

  it.each([
    ['no address', ['list', '--token', 'x']],
    ['no token', ['list', '--url', 'http://127.0.0.1:1', '--token', '']],
    ['no projection', ['start', ...there]],
  ])('is wrong usage with %s', async (_, words) => expect((await run(...words)).code).toBe(2));

  it('says that nothing answers', async () => {
    const { code, out, err } = await run('cancel', 'grid', '--json', ...there);
    expect([code, err]).toEqual([69, expect.stringContaining('nothing answers at http://127.0.0.1:1')]);
    expect(JSON.parse(out)).toMatchObject({ code: 'service-unreachable' });
  });
});
