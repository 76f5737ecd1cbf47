import { readFileSync } from 'node:fs';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { matrixEvents } from '@rung/contracts';
import type { Caller } from '@rung/testing';

import { startMatrix, type RunningMatrix } from './matrix.fixture.js';

const seed = readFileSync(new URL('../../../docs/examples/python-developer-matrix.ru.txt', import.meta.url), 'utf8');
let running: RunningMatrix;
let editor: Caller;

beforeAll(async () => {
  running = await startMatrix();
  editor = running.service.as('editor', 'matrix-editor');
});

afterAll(async () => running?.close());

const importText = (text: string) => editor('POST', '/matrices/imports', { body: text, type: 'text/plain' });
const heads = async () => (await running.log.heads()).reduce((sum, head) => sum + head, 0n);

describe('a text becomes a published matrix', () => {
  it('through a preview that stores no fact, an acceptance and a publication', async () => {
    const before = await heads();
    const preview = await importText(seed);
    expect(preview.status).toBe(201);
    expect(preview.body.levels).toHaveLength(5);
    expect(preview.body.competencies).toHaveLength(54);
    expect(await heads()).toBe(before);

    const accepted = await editor('POST', `/matrices/imports/${preview.body.id}/accept`, { body: { name: 'Python developer' } });
    expect(accepted.status).toBe(201);
    expect(accepted.body).toEqual({ matrix: 'python-developer', draft: 1, version: 55 });

    const published = await editor('POST', '/matrices/python-developer/versions/1/publication');
    expect(published.status).toBe(200);
    expect(published.headers.get('etag')).toBe('"110"');

    const grid = await editor('GET', '/matrices/python-developer/versions/1?atLeast=110');
    expect(grid.body).toMatchObject({ status: 'published', hash: expect.stringMatching(/^[0-9a-f]{64}$/) });
    const softs = grid.body.levels.map((level: { groups: { soft: { inForce: number } } }) => level.groups.soft.inForce);
    expect(softs).toEqual([4, 4, 7, 9, 12]);
    expect(grid.body.levels[4].groups.hard).toEqual({ own: 0, inForce: 14, sameAs: 'senior' });
  });

  it('is published once, and then starts a second version', async () => {
    const again = await editor('POST', '/matrices/python-developer/versions/1/publication');
    expect([again.status, again.body.code]).toEqual([409, 'version-not-draft']);
    const preview = await importText(seed);
    const accepted = await editor('POST', `/matrices/imports/${preview.body.id}/accept`, {
      body: { name: 'Python developer', matrix: 'python-developer' },
    });
    expect(accepted.body).toMatchObject({ matrix: 'python-developer', draft: 2 });
  });

  it('once per import: the same acceptance again gets the first answer, another one is refused', async () => {
    const { body } = await importText('Level One\nSoft: 1. Listens. 2. Asks.\nHard: 1. Saws straight.');
    const path = `/matrices/imports/${body.id}/accept`;
    const first = await editor('POST', path, { body: { name: 'Carpenters' } });
    expect(await editor('POST', path, { body: { name: 'Carpenters' } })).toMatchObject({ status: 201, body: first.body });
    const other = await editor('POST', path, { body: { name: 'Joiners' } });
    expect(other).toMatchObject({ status: 409, body: { code: 'import-already-accepted', matrix: 'carpenters', draft: 1 } });
  });

  it('of two acceptances at once, one is refused, and the other gets its first answer again', async () => {
    const { body } = await importText('Level One\nHard: 1. Carves wood.');
    const path = `/matrices/imports/${body.id}/accept`;
    const bodies = [true, false].map((required) => ({
      name: 'Carvers',
      corrections: [{ kind: 'evidence', competency: body.competencies[0].id, required }],
    }));
    const answers = await Promise.all(bodies.map((asked) => editor('POST', path, { body: asked })));
    const [winner, loser] = answers[0]?.status === 201 ? [0, 1] : [1, 0];
    expect(answers[winner]).toMatchObject({ status: 201, body: { matrix: 'carvers', draft: 1 } });
    expect(answers[loser]).toMatchObject({ status: 409, body: { code: 'import-already-accepted', matrix: 'carvers', draft: 1 } });
    expect(await editor('POST', path, { body: bodies[winner] })).toMatchObject({ status: 201, body: answers[winner]?.body });
    expect(await editor('POST', path, { body: bodies[loser] })).toMatchObject({ status: 409, body: { code: 'import-already-accepted' } });
  });

  it('within a day, and not after it', async () => {
    const { body } = await importText('Level One\nHard: 1. Turns bowls.');
    await running.database.pool.query(`update staged_imports set staged_at = staged_at - interval '24 hours' where id = $1`, [body.id]);
    const late = await editor('POST', `/matrices/imports/${body.id}/accept`, { body: { name: 'Turners' } });
    expect(late).toMatchObject({ status: 404, body: { code: 'not-found' } });
  });

  it('whose draft only editors see', async () => {
    const reader = running.service.as('reader');
    expect((await editor('GET', '/matrices/carpenters/versions/1?atLeast=4')).status).toBe(200);
    expect((await reader('GET', '/matrices/carpenters/versions/1')).body.code).toBe('not-found');
    const listed = async (caller: Caller) => (await caller('GET', '/matrices')).body.matrices.map(({ matrix }: { matrix: string }) => matrix);
    expect(await listed(editor)).toContain('carpenters');
    expect(await listed(reader)).toEqual(['python-developer']);
  });
});

describe('corrections', () => {
  const text = 'Level Turner\nHard: 1. Turns a bowl.\nCarver\nHard: 1. Carves a spoon.\n2. Sharpens gouges.';

  it('are answered with what the import then is, keep nothing, and are accepted as they were shown', async () => {
    const { body: read } = await importText(text);
    const corrected = async (...corrections: object[]) => editor('POST', `/matrices/imports/${read.id}/preview`, { body: { corrections } });
    const isLevel = { kind: 'line', line: 3, is: 'level' };
    const additive = { kind: 'reading', value: 'additive' };
    const answer = await corrected(isLevel, additive);
    expect(answer).toMatchObject({ status: 200, body: { id: read.id, reading: 'additive', anomalies: [], levels: [{ names: ['Turner'], groups: { hard: { inForce: 1 } } }, { names: ['Carver'], groups: { hard: { own: 2, inForce: 3 } } }] } });
    expect(answer.body.competencies[0].cells[0].levels).toEqual(['Turner', 'Carver']);

    expect((await editor('GET', `/matrices/imports/${read.id}`)).body).toEqual(read);
    expect((await corrected()).body).toEqual(read);

    const accepted = await editor('POST', `/matrices/imports/${read.id}/accept`, { body: { name: 'Wood', corrections: [isLevel, additive] } });
    const grid = await editor('GET', `/matrices/wood/versions/1?atLeast=${accepted.body.version}`);
    expect(grid.body.levels.map(({ names, groups }: { names: string[]; groups: { hard: { inForce: number } } }) => [names[0], groups.hard.inForce])).toEqual([['Turner', 1], ['Carver', 3]]);
  });

  it('of lines are refused for a file that has none', async () => {
    const { body } = await editor('POST', '/matrices/imports?name=wood.csv', { body: 'Skill,Junior,Senior\nSawing,saws,teaches\n', type: 'text/csv' });
    const answer = await editor('POST', `/matrices/imports/${body.id}/preview`, { body: { corrections: [{ kind: 'line', line: 2, is: 'level' }] } });
    expect([answer.status, answer.body.code]).toEqual([422, 'correction-not-applicable']);
  });
});

describe('the README', () => {
  const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');

  it('lists the routes that there are, and no others', async () => {
    const { paths } = (await editor('GET', '/docs-json')).body as { paths: Record<string, object> };
    const served = Object.entries(paths).flatMap(([path, operations]) =>
      Object.keys(operations).map((method) => `${method.toUpperCase()} ${path}`),
    );
    const listed = [...readme.matchAll(/`((?:GET|POST|PUT) \/(?:matrices|catalogue)[^`]*)`/g)].map(([, route]) => route);
    expect(listed.sort()).toEqual(served.filter((route) => /\/(matrices|catalogue)/.test(route)).sort());
  });

  it('lists the events that there are', () => {
    const row = readme.split('\n').find((line) => line.startsWith('| `matrix/{id}`')) ?? '';
    expect([...row.matchAll(/`([A-Z]\w+)`/g)].map(([, name]) => name)).toEqual(matrixEvents.types.map(({ type }) => type));
  });
});

describe('what cannot be taken', () => {
  it.each([
    ['an empty text', ''],
    ['a text without levels', 'Dear all, please find attached the minutes.'],
    ['bytes', '\u0000\u0001\u0002'.repeat(1_000)],
  ])('%s is a problem that names a place, and stores nothing', async (_name, text) => {
    const before = await heads();
    const answer = await importText(text);
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
    expect(answer.body.code).toMatch(/^(import-unreadable|invalid-request)$/);
    expect(await heads()).toBe(before);
  });

  it('a correction of a line that says nothing, before it is accepted', async () => {
    const { body } = await importText('Level One\nHard: 1. Saws straight.');
    const answer = await editor('POST', `/matrices/imports/${body.id}/preview`, { body: { corrections: [{ kind: 'line', line: 9, is: 'level' }] } });
    expect([answer.status, answer.body.code, answer.body.errors]).toEqual([422, 'correction-not-applicable', [expect.objectContaining({ pointer: '/corrections/0' })]]);
  });

  it('a correction of what is not there', async () => {
    const { body } = await importText('Level One\nHard: 1. Saws straight.');
    const answer = await editor('POST', `/matrices/imports/${body.id}/accept`, {
      body: { name: 'X', corrections: [{ kind: 'evidence', competency: 'no-such-thing', required: true }] },
    });
    expect([answer.status, answer.body.code]).toEqual([422, 'correction-not-applicable']);
  });

  it('an import by somebody who edits no matrices', async () => {
    const answer = await running.service.as('stranger')('POST', '/matrices/imports', { body: 'Level One', type: 'text/plain' });
    expect([answer.status, answer.body.code]).toEqual([403, 'forbidden']);
  });

  it.each([
    ['noise', Array.from({ length: 4_900_000 }, (_, at) => String.fromCharCode(32 + ((at * 7_919) % 90))).join('')],
    ['lists', `Level One Hard: ${Array.from({ length: 4_800 }, (_, at) => `${at + 1}. ${`word${at} `.repeat(120)}`).join('\n')}`],
  ])('five megabytes of %s do not keep others waiting', async (_name, text) => {
    let isRead = false;
    const reading = importText(text).finally(() => (isRead = true));
    let answeredMeanwhile = 0;
    while (!isRead) {
      const { status } = await editor('GET', '/matrices');
      expect(status).toBe(200);
      if (!isRead) answeredMeanwhile += 1;
    }
    expect(answeredMeanwhile).toBeGreaterThan(0);
    expect((await reading).status).toBeLessThan(500);
  });
});
