import { setTimeout as pause } from 'node:timers/promises';

import { afterAll, describe, expect, it } from '@jest/globals';
import type { Acknowledged } from '@rung/standalone';
import { eventually } from '@rung/testing';

import { onRunning, onStopped, type Query } from './databases.js';
import { acknowledgedIn, journalOf } from './demo-journal.js';
import { toldByTheDemo } from './prepared-demo.js';
import { Stage } from './rung-child.js';
import { tokenOf } from './visitor.js';

const minutes = 60_000;
const people = 24;
const kills = 3;
/** Fewer than the demo has, so that the last kill hits it before its end. */
const commandsBeforeLastKill = 240;

const stage = new Stage();
afterAll(() => stage.clear(), 5 * minutes);

const words = (dataDir: string): string[] => ['--once', '--json', '--people', `${people}`, '--data', dataDir];

/** Starts the demo and kills it, and all that it shares a group with, once so many commands are acknowledged. */
async function killAfter(dataDir: string, acknowledged: number): Promise<void> {
  const child = stage.start('start', words(dataDir));
  let isOver = false;
  void child.ended.then(() => (isOver = true));
  while (!isOver && (await acknowledgedIn(dataDir)) < acknowledged) await pause(5);
  child.kill('SIGKILL');
  expect(await child.ended).toEqual({ code: null, signal: 'SIGKILL' });
}

describe('a demo that is killed again and again', () => {
  it('completes, with nothing acknowledged missing and the same grades', async () => {
    const dataDir = await stage.directory();
    const moments = Array.from({ length: kills }, () => 1 + Math.floor(Math.random() * commandsBeforeLastKill)).sort((a, b) => a - b);
    // so that a failure can be had again
    process.stderr.write(`  killed after ${moments.join(', ')} commands\n`);
    for (const moment of moments) await killAfter(dataDir, moment);

    const completed = stage.start('start', ['--json', '--port', '0', '--people', `${people}`, '--data', dataDir]);
    await completed.says(/Stop with Ctrl-C/, 10 * minutes);
    const [, url = ''] = await completed.says(/(http:\/\/\S+)\/docs/, 1_000);
    await everythingIsAnsweredAgain(url, await journalOf(dataDir));
    await everyPeerIsAsked(await onRunning(dataDir));
    expect(await completed.stop()).toEqual({ code: 0, signal: null });
    expect(completed.stdout).toBe(await toldByTheDemo(people));

    const journal = await journalOf(dataDir);
    expect(journal.length).toBeGreaterThan(commandsBeforeLastKill);
    await onStopped(dataDir, (query) => nothingIsMissing(query, journal));
  }, 20 * minutes);
});

/** Whoever lost an answer to the kill asks again under the same key, be it after the cycle is closed. */
async function everythingIsAnsweredAgain(url: string, journal: readonly Acknowledged[]): Promise<void> {
  // a file and the naming of a rater may be repeated as they are, and a text is a new import
  const keyed = journal.filter(({ command }) => !/\/(imports\b.*|raters)$/.test(command));
  for (const { command, as, key, body, status, answer } of keyed) {
    const [, path = ''] = command.split(' ');
    const again = await fetch(url + path, {
      method: 'POST',
      headers: { authorization: `Bearer ${await tokenOf(`${url}/issuer`, as)}`, 'idempotency-key': key, 'content-type': 'application/json' },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    expect([command, again.status, await again.json()]).toEqual([command, status, answer]);
  }
}

/** What a naming leads to comes after its answer, and is no less sure for that: of a process that was killed between, with the next one. */
async function everyPeerIsAsked(query: Query): Promise<void> {
  const toBeAsked = "select 1 from rater_links where role = 'peer' and state = 'named' and not alone";
  await eventually(async () => expect(await query('rung_assessment', toBeAsked)).toEqual([]), { timeoutMs: 2 * minutes });
}

interface Stored {
  readonly command_id: string | null;
  readonly stream_id: string;
  readonly stream_version: number;
  readonly type: string;
  readonly data: { readonly role?: string; readonly ratings?: readonly { readonly value: unknown }[] };
}

async function nothingIsMissing(query: Query, journal: readonly Acknowledged[]): Promise<void> {
  const all = 'select command_id, stream_id, stream_version, type, data from event_log.events order by stream_id, stream_version';
  const stored = [...(await query<Stored>('rung_matrix', all)), ...(await query<Stored>('rung_assessment', all))];
  const versionOf = new Map<string, number>();
  const keys = new Set(stored.flatMap(({ command_id }) => command_id ?? []));
  for (const { stream_id, stream_version } of stored) {
    // no stream has a hole
    expect(stream_version).toBe((versionOf.get(stream_id) ?? 0) + 1);
    versionOf.set(stream_id, stream_version);
  }

  const commands = [...new Map(journal.map((entry) => [entry.key, entry])).values()];
  const of = (path: RegExp): Acknowledged[] => commands.filter(({ command }) => path.test(command));
  const kept = of(/\/(publication|opening|end|release|closing|confirmation|evidence)$|\/cycles$/);
  expect(kept.filter(({ key }) => !keys.has(key))).toEqual([]);
  expect(kept.length).toBeGreaterThan(24);

  // an import is accepted under a key of its own
  for (const { answer } of of(/\/accept$/)) {
    expect(versionOf.get('matrix/python-developer')).toBeGreaterThanOrEqual((answer as { version: number }).version);
  }

  // nothing may tie these to their author, so their keys are not stored as they came
  const named = of(/\/raters$/);
  const peers = await query<{ alone: boolean }>('rung_assessment', "select state = 'named' and alone as alone from rater_links where role = 'peer'");
  expect(peers).toHaveLength(named.length);
  // who was named once the colleagues were asked already, as a kill may have it, waits for company: alone they would be found out
  expect(stored.filter(({ type, data }) => type === 'AssessmentOpened' && data.role === 'peer')).toHaveLength(peers.filter(({ alone }) => !alone).length);
  const submitted = of(/\/submission$/);
  for (const { command, body, answer } of submitted) {
    const stream = `assessment/${/assessments\/([^/]+)\//.exec(command)?.[1]}`;
    const { version } = answer as { version: number };
    const event = stored.find(({ stream_id, stream_version }) => stream_id === stream && stream_version === version);
    expect(event?.type).toBe('AssessmentSubmitted');
    const values = (body as { ratings: { value: unknown }[] }).ratings.map(({ value }) => value);
    expect(event?.data.ratings?.map(({ value }) => value)).toEqual(values);
  }
  // an answer that was stored and never acknowledged is there as well, once; the cycle that is open has none
  const [, reviewed = ''] = /cycles\/([^/]+)\//.exec(of(/\/closing$/)[0]?.command ?? '') ?? [];
  const asked = named.filter(({ command }) => command.includes(reviewed));
  expect(stored.filter(({ type }) => type === 'AssessmentSubmitted')).toHaveLength(asked.length + 24 + 23);
}
