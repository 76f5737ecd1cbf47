// A draft edited over HTTP: by two people at once, undone, looked up, published.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Answer, type Caller } from '@rung/testing';

import { startMatrix, type RunningMatrix } from './matrix.fixture.js';

let running: RunningMatrix;
let ann: Caller;
let ben: Caller;

beforeAll(async () => {
  running = await startMatrix();
  ann = running.service.as('ann', 'matrix-editor');
  ben = running.service.as('ben', 'matrix-editor');
});

afterAll(async () => running?.close());

/** A draft with three competencies at two levels. @returns the address of its version, and the stream's version. */
async function draft(name: string): Promise<{ address: string; version: number }> {
  const { body } = await ann('POST', '/matrices/imports', { body: 'Junior\nSoft: 1. Listens.\nHard: 1. Saws straight.\nSenior\nHard: 1. Builds a staircase.', type: 'text/plain' });
  const accepted = await ann('POST', `/matrices/imports/${body.id}/accept`, { body: { name } });
  return { address: `/matrices/${accepted.body.matrix}/versions/1`, version: accepted.body.version };
}
const change = (caller: Caller, address: string, wish: object, more: object = {}): Promise<Answer> =>
  caller('POST', `${address}/changes`, { body: { change: wish, ...more } });
const reword = (competency: string, level: string, en: string) => ({ kind: 'edit-cell', competency, level, statement: { en } });
const saws = (words: string) => reword('saws-straight', 'junior', words);

describe('a draft', () => {
  it('is edited in the grid, and published as it was edited', async () => {
    const { address } = await draft('Joiners');
    const changed = await change(ann, address, saws('Saws very straight'));
    expect([changed.status, changed.headers.get('etag')]).toEqual([200, `"${changed.body.version}"`]);
    await change(ann, address, { kind: 'add-group', group: 'leadership' });
    const last = await change(ann, address, { kind: 'move-competency', competency: 'builds-a-staircase', group: 'leadership', after: null });
    const published = await ann('POST', `${address}/publication`);
    expect(published.body.version).toBe(last.body.version + 4);
    const grid = await running.service.as('reader')('GET', `${address}?atLeast=${published.body.version}`);
    expect(grid.body).toMatchObject({ status: 'published', revision: published.body.version, groups: ['soft', 'hard', 'leadership'] });
    expect(grid.body.competencies.map(({ id, group }: Record<string, string>) => `${group} ${id}`)).toEqual(['leadership builds-a-staircase', 'soft listens', 'hard saws-straight']);
    expect(grid.body.competencies[2].cells[0].statement).toEqual({ en: 'Saws very straight' });
    expect((await change(ann, address, saws('x'))).body.code).toBe('version-not-draft');
  });

  it('takes changes of two editors at once, and refuses the second of one part with what it is now', async () => {
    const { address, version: was } = await draft('Turners');
    const both = await Promise.all([
      change(ann, address, saws('Saws as Ann says'), { was }),
      change(ben, address, reword('builds-a-staircase', 'senior', 'Builds as Ben says'), { was }),
    ]);
    expect(both.map(({ status }) => status)).toEqual([200, 200]);
    const late = await change(ben, address, saws('Saws as Ben says'), { was });
    expect([late.status, late.headers.get('content-type')]).toEqual([409, expect.stringContaining('application/problem+json')]);
    expect(late.body).toMatchObject({ code: 'part-changed', part: 'cell/saws-straight/junior', change: both[0]?.body.version, current: { statement: { en: 'Saws as Ann says' } } });
    expect((await change(ben, address, saws('Saws as Ben says'), { was: late.body.change })).status).toBe(200);
  });

  it('once per idempotency key', async () => {
    const { address } = await draft('Coopers');
    const headers = { 'idempotency-key': '6d3f4f2e-90a0-4e6c-9a3e-3b1b6c8b2c11' };
    const body = { change: { kind: 'rename-competency', competency: 'saws-straight', title: { en: 'Sawing' } } };
    const first = await ann('POST', `${address}/changes`, { body, headers });
    expect(await ann('POST', `${address}/changes`, { body, headers })).toMatchObject({ status: 200, body: first.body });
  });

  it('has a history of who changed what and why, by part, competency and level, page by page', async () => {
    const { address } = await draft('Carvers');
    const first = await change(ann, address, saws('One'), { reason: 'too vague' });
    const second = await change(ben, address, reword('builds-a-staircase', 'senior', 'Two'));
    const undone = await ben('POST', `${address}/changes/${first.body.version}/undo`, { body: { reason: 'it was not' } });
    const numbers = async (query: string) => {
      const { body } = await ann('GET', `${address}/changes?atLeast=${undone.body.version}${query}`);
      return { numbers: body.changes.map(({ number }: { number: number }) => number), next: body.next };
    };
    const [one, two, three] = [first, second, undone].map(({ body }) => body.version as number);
    expect(await numbers('')).toEqual({ numbers: [three, two, one], next: null });
    expect(await numbers('&part=cell/saws-straight/junior')).toEqual({ numbers: [three, one], next: null });
    expect(await numbers('&competency=builds-a-staircase')).toEqual({ numbers: [two], next: null });
    expect(await numbers('&level=senior')).toEqual({ numbers: [two], next: null });
    expect(await numbers('&limit=2')).toEqual({ numbers: [three, two], next: two });
    expect(await numbers(`&limit=2&before=${two}`)).toEqual({ numbers: [one], next: null });
    const { body } = await ann('GET', `${address}/changes?part=cell/saws-straight/junior`);
    expect(body.changes).toMatchObject([
      { change: { kind: 'undo' }, undoes: one, undoneBy: null, reason: 'it was not' },
      { change: saws('One'), undoes: null, undoneBy: three, reason: 'too vague', parts: [{ part: 'cell', before: { statement: { en: 'Saws straight' } }, after: { statement: { en: 'One' } } }] },
    ]);
    expect(body.changes[0].by).not.toBe(body.changes[1].by);
  });

  it('has a cell that refers take the place of what the level lists, in one change, which one undoing takes back', async () => {
    const text = 'Junior\nSoft: 1. Listens to others.\n2. Learns.\nSenior\nSoft: 1. Listens to others.\n2. Learns.';
    const { body: preview } = await ann('POST', '/matrices/imports', { body: text, type: 'text/plain' });
    const { body: accepted } = await ann('POST', `/matrices/imports/${preview.id}/accept`, { body: { name: 'Listeners' } });
    const address = '/matrices/listeners/versions/1';
    const learns = async (atLeast: number) => (await ann('GET', `${address}?atLeast=${atLeast}`)).body.competencies.find(({ id }: { id: string }) => id === 'learns');
    expect(await learns(accepted.version)).toMatchObject({ cells: [{ listedAt: ['junior', 'senior'] }] });
    const { status, body: changed } = await change(ann, address, { kind: 'cell-same-as', competency: 'learns', level: 'senior', as: 'junior' }, { was: accepted.version });
    expect([status, changed.version]).toEqual([200, accepted.version + 1]);
    expect(await learns(changed.version)).toMatchObject({ sameAs: { senior: 'junior' }, cells: [{ listedAt: ['junior'] }], inForce: [{ level: 'junior' }, { level: 'senior', inheritedFrom: 'junior' }] });
    const { body: undone } = await ben('POST', `${address}/changes/${changed.version}/undo`, { body: {} });
    const back = await learns(undone.version);
    expect([back.cells, back.sameAs]).toEqual([[expect.objectContaining({ listedAt: ['junior', 'senior'] })], undefined]);
  });

  it('refuses an undoing of what was changed since', async () => {
    const { address } = await draft('Fitters');
    const first = await change(ann, address, saws('One'));
    await change(ben, address, saws('Two'));
    const refused = await ann('POST', `${address}/changes/${first.body.version}/undo`, { body: {} });
    expect(refused).toMatchObject({ status: 409, body: { code: 'part-changed', part: 'cell/saws-straight/junior' } });
  });

  it.each([
    ['an unknown kind', { change: { kind: 'explode' } }, 400, 'invalid-request'],
    ['a field that no kind has', { change: { ...saws('x'), colour: 'red' } }, 400, 'invalid-request'],
    ['an empty text', { change: saws('') }, 400, 'invalid-request'],
    ['a level that is not there', { change: reword('saws-straight', 'nowhere', 'x') }, 422, 'change-not-applicable'],
    ['a circle', { change: { kind: 'same-as', level: 'junior', group: 'soft', as: 'junior' } }, 422, 'matrix-unsound'],
  ])('refuses %s in a problem that names the field', async (_, body, status, code) => {
    const address = '/matrices/coopers/versions/1';
    const refused = await ann('POST', `${address}/changes`, { body });
    expect([refused.status, refused.body.code]).toEqual([status, code]);
    expect(refused.body.errors[0].pointer).toMatch(/^\/(change|levels)/);
    expect(refused.body.errors[0].detail.length).toBeGreaterThan(10);
  });
});
