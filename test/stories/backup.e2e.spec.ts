import { appendFile, chmod, readdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Acknowledged } from '@rung/standalone';

import { onRunning, onStopped } from './databases.js';
import { acknowledgedIn, journalOf } from './demo-journal.js';
import { Stage, type Ended, type RungChild } from './rung-child.js';

const minutes = 60_000;
/** Enough that the demo has much left when the backup is taken. */
const people = '36';
const stage = new Stage();
afterAll(() => stage.clear(), 5 * minutes);

/** @throws Error when the demo is over before. */
async function until(demo: RungChild, dataDir: string, acknowledged: number): Promise<void> {
  while ((await acknowledgedIn(dataDir)) < acknowledged) {
    if (demo.stdout !== '') throw new Error('The demo was over before it could be backed up.');
    await pause(5);
  }
}

async function rung(...words: string[]): Promise<Ended & Pick<RungChild, 'stdout' | 'stderr'>> {
  const child = stage.start('rung', words);
  return { ...(await child.ended), stdout: child.stdout, stderr: child.stderr };
}

/** Commands whose key is in the log as it came; see the story of the kills. */
const isKept = ({ command }: Acknowledged): boolean => /\/(publication|opening|end|release|closing|confirmation|evidence)$|\/cycles$/.test(command);

describe('a backup that is taken while the demo runs', () => {
  let dataDir: string;
  let folder: string;
  let told: string;
  /** What was acknowledged before a moment in the middle, and the moment. */
  let acknowledged: Acknowledged[];
  let moment: string;

  beforeAll(async () => {
    dataDir = await stage.directory();
    folder = await stage.directory();
    await rung('--help'); // it may have to be compiled first
    const demo = stage.start('start', ['--json', '--port', '0', '--people', people, '--data', dataDir]);
    await demo.says(/Phase "self"/, 5 * minutes);
    const begun = (await journalOf(dataDir)).length;
    let isTaken = false;
    const taking = rung('backup', folder, '--data', dataDir).finally(() => (isTaken = true));
    // The demo goes on meanwhile, but not to its end, however long the backup takes.
    while (!isTaken && (await acknowledgedIn(dataDir)) < begun + 100) await pause(5);
    process.kill(demo.pid, 'SIGSTOP');
    const backup = await taking;
    process.kill(demo.pid, 'SIGCONT');
    expect([backup.code, backup.stdout]).toEqual([0, expect.stringMatching(/Backed up to .*: \d+ files, \d+ MB, read back and verified\./)]);
    const taken = (await journalOf(dataDir)).length;
    expect(taken).toBeGreaterThan(begun);
    await until(demo, dataDir, taken + 20);
    acknowledged = await journalOf(dataDir);
    const [row] = await (await onRunning(dataDir))<{ now: Date }>('rung_matrix', 'select clock_timestamp() as now');
    moment = row!.now.toISOString();
    await demo.says(/Stop with Ctrl-C/, 5 * minutes);
    expect(await demo.stop()).toEqual({ code: 0, signal: null });
    told = demo.stdout;
    expect((await journalOf(dataDir)).length).toBeGreaterThan(acknowledged.length);
  }, 15 * minutes);

  it('is restored to a moment: all that was acknowledged by then, nothing after, and the demo goes on to the same grades', async () => {
    const restored = join(await stage.directory(), 'restored');
    const outcome = await rung('restore', folder, '--data', restored, '--to', moment);
    expect([outcome.code, outcome.stderr]).toEqual([0, '']);
    expect(outcome.stdout).toContain(` to ${moment}.\nThe log of rung_assessment is at position `);
    expect(outcome.stdout).not.toContain('Kafka');

    const keys = new Set<string>();
    await onStopped(restored, async (query) => {
      for (const database of ['rung_matrix', 'rung_assessment'] as const) {
        const rows = await query<{ command_id: string | null; late: boolean }>(
          database,
          `select command_id, occurred_at > '${moment}' and not day_only as late from event_log.events`,
        );
        expect(rows.filter(({ late }) => late)).toEqual([]);
        for (const { command_id } of rows) if (command_id !== null) keys.add(command_id);
      }
    });
    const kept = acknowledged.filter(isKept);
    expect(kept.length).toBeGreaterThan(5);
    expect(kept.filter(({ key }) => !keys.has(key))).toEqual([]);
    const later = (await journalOf(dataDir)).slice(acknowledged.length + 50).filter(isKept);
    expect(later.length).toBeGreaterThan(5);
    expect(later.filter(({ key }) => keys.has(key))).toEqual([]);

    const goesOn = stage.start('start', ['--once', '--json', '--people', people, '--data', restored]);
    expect(await goesOn.ended).toEqual({ code: 0, signal: null });
    expect(goesOn.stdout).toBe(told);
  }, 10 * minutes);

  it('is restored as far as the log goes, beside the data that were there', async () => {
    const refused = await rung('restore', folder, '--data', dataDir);
    expect([refused.code, refused.stderr]).toEqual([1, expect.stringContaining('--replace')]);
    const replaced = await rung('restore', folder, '--data', dataDir, '--replace', '--json');
    expect([replaced.code, replaced.stderr]).toEqual([0, '']);
    const { movedTo: aside, ...more } = JSON.parse(replaced.stdout) as { movedTo: string };
    expect(more).toEqual({
      data: dataDir,
      base: expect.stringContaining(folder),
      reached: expect.stringMatching(/^\d{4}-.*Z$/),
      logs: ['rung_assessment', 'rung_matrix'].map((database) => ({ database, lanes: [{ lane: 0, position: expect.stringMatching(/^[1-9]\d*$/) }] })),
    });
    expect((await stat(join(aside, 'PG_VERSION'))).isFile()).toBe(true);

    const again = stage.start('start', ['--once', '--json', '--people', people, '--data', dataDir]);
    expect(await again.ended).toEqual({ code: 0, signal: null });
    expect(again.stdout).toBe(told);
  }, 10 * minutes);

  it('says what is wrong with a wish, and does nothing', async () => {
    const nowhere = join(await stage.directory(), 'nowhere');
    const refusal = async (...words: string[]) => {
      const { code, stderr } = await rung('restore', folder, '--data', nowhere, ...words);
      expect([code, await stat(join(nowhere, 'postgres')).catch(() => 'nothing')]).toEqual([1, 'nothing']);
      return stderr;
    };
    expect(await refusal('--to', '2026-11-25 12:00')).toContain('a time with its zone');
    expect(await refusal('--to', '2020-01-01T00:00:00Z')).toContain('leads to no moment before that');
    expect(await refusal('--to', '2096-01-01T00:00:00Z')).toContain('The archived log ends before 2096-01-01T00:00:00.000Z.');

    expect((await rung('backup', folder, '--data', dataDir)).stderr).toContain('start Rung on it first');
  }, 10 * minutes);

  it('is not taken for whole when a byte of it changed or a segment of the log is gone', async () => {
    const nowhere = join(await stage.directory(), 'nowhere');
    const wal = join(folder, 'wal');
    const [, hole = ''] = (await readdir(wal)).filter((name) => /^[0-9A-F]{24}$/.test(name)).sort();
    const segment = await readFile(join(wal, hole));
    await rm(join(wal, hole));
    expect((await rung('restore', folder, '--data', nowhere)).stderr).toContain(`The segment ${hole} of the log is missing`);
    await appendFile(join(wal, hole), segment);
    await chmod(join(wal, hole), 0o644);

    const [base = ''] = await readdir(join(folder, 'bases'));
    const damaged = join(folder, 'bases', base, 'postgres/global/pg_control');
    await appendFile(damaged, '\0');
    const { code, stderr } = await rung('restore', folder, '--data', nowhere);
    expect([code, stderr]).toEqual([1, expect.stringContaining(`${damaged} is not what was backed up`)]);
    expect(await stat(join(nowhere, 'postgres')).catch(() => 'nothing')).toBe('nothing');
  }, 10 * minutes);
});
