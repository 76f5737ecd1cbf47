import { Writable } from 'node:stream';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { rung } from '@rung/cli';
import { eventually } from '@rung/testing';

import { onRunning, onStopped } from './databases.js';
import { Stage } from './rung-child.js';
import { gradesByKey, standalonePlaces, tokenOf } from './visitor.js';

const minutes = 60_000;
const stage = new Stage();
afterAll(() => stage.clear(), minutes);

interface Answer {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

describe('an event that cannot be followed', () => {
  let dataDir: string;
  let url: string;
  let token: string;
  let review: string;
  let unharmed: ReadonlyMap<string, string>;

  async function serve(): Promise<() => Promise<unknown>> {
    const serving = stage.start('start', ['--people', '12', '--port', '0', '--data', dataDir]);
    await serving.says(/Stop with Ctrl-C/, 3 * minutes);
    [, url = ''] = await serving.says(/(http:\/\/\S+)\/docs/, 1_000);
    return () => serving.stop();
  }
  async function parked(...words: string[]): Promise<Answer> {
    const said = { out: '', err: '' };
    const into = (name: 'out' | 'err') => new Writable({ write: (chunk, _, done) => ((said[name] += String(chunk)), done()) });
    const code = await rung(['parked', ...words, '--url', url, '--token', token], { out: into('out'), err: into('err') });
    return { code, ...said };
  }

  beforeAll(async () => {
    dataDir = await stage.directory();
    const stop = await serve();
    unharmed = await gradesByKey(standalonePlaces(url));
    await stop();
    // What a hand at the tables can leave: a row that takes the place of a review's own when the view is filled again.
    await onStopped(dataDir, async (query) => {
      [{ review } = { review: '' }] = await query<{ review: string }>('rung_reporting', 'select review from grades order by review limit 1');
      await query('rung_reporting', `delete from grades where review <> '${review}'`);
      await query('rung_reporting', "update grades set review = gen_random_uuid(), state = 'launched'");
      await query('rung_reporting', "update projection_cursors set position = 0 where projection = 'reporting-grades'");
    });
    await serve();
    token = await tokenOf(`${url}/issuer`, 'operator');
  }, 6 * minutes);

  it('parks its stream, and the others are followed', async () => {
    await eventually(async () => {
      const { code, out, err } = await parked('list', '--json');
      expect([code, err]).toEqual([0, '']);
      const found = { service: 'reporting', projection: 'reporting-grades', stream: `review/${review}` };
      expect(JSON.parse(out)).toEqual({ parked: [expect.objectContaining(found)] });
    });
    expect((await parked('list')).out).toMatch(new RegExp(`^SERVICE +PROJECTION .*\\nreporting +reporting-grades +review/${review} .*SQLSTATE 23505`));
    const now = await gradesByKey(standalonePlaces(url));
    expect([...now].filter(([key, grade]) => grade !== unharmed.get(key))).toHaveLength(1);
  });

  it('is shown without anybody\'s words', async () => {
    const { code, out } = await parked('show', 'reporting-grades', `review/${review}`);
    expect(code).toBe(0);
    expect(out).toContain('"review":"string"');
    expect(out).toMatch(/behind it +\d+ events/);
  });

  it('stays parked while its cause is there, and says so', async () => {
    const { code, out } = await parked('retry', 'reporting-grades', `review/${review}`);
    expect([code, out]).toEqual([1, expect.stringContaining('still parked, 0 events taken up')]);
  });

  it('is nobody\'s but the operator\'s', async () => {
    token = await tokenOf(`${url}/issuer`, 'hr');
    expect(await parked('list', '--json')).toMatchObject({ code: 1, out: expect.stringContaining('"code":"forbidden"') });
    token = await tokenOf(`${url}/issuer`, 'operator');
  });

  it('is followed once its cause is gone, to the same bytes', async () => {
    const query = await onRunning(dataDir);
    const known = "select split_part(stream_id, '/', 2)::uuid from inbox where stream_id like 'review/%'";
    await query('rung_reporting', `delete from grades where review not in (${known})`);
    expect(await parked('retry', '--all', '--projection', 'reporting-grades')).toMatchObject({ code: 0, err: '' });
    expect((await parked('list')).out).toBe('No stream is parked.\n');
    expect(await gradesByKey(standalonePlaces(url))).toEqual(unharmed);
  });
});
