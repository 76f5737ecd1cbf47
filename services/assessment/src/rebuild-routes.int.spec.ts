import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { personIdOf } from '@rung/service-kit';
import { eventually, testPersonIdSecret, type Caller } from '@rung/testing';

import { newWorld, type Running, type World } from './assessment.fixture.js';

const place = '/operator/assessment/rebuilds';
let world: World;
let api: Running;
let operator: Caller;

beforeAll(async () => {
  world = await newWorld();
  api = await world.start(['api']);
  operator = api.service.as('otto', 'operator');
});
afterAll(async () => world?.close());

const standingOf = async (projection: string): Promise<object> =>
  ((await operator('GET', place)).body.rebuilds as { projection: string }[]).find((one) => one.projection === projection) ?? {};

describe('rebuilds', () => {
  it('are listed with why some cannot be', async () => {
    expect(await standingOf('tasks')).toEqual({ projection: 'tasks', impossible: null, state: 'never', requestedBy: null, requestedAt: null, left: null, finishedAt: null, trouble: null });
    expect(await standingOf('roster')).toMatchObject({ impossible: expect.stringContaining('no event'), state: 'never' });
  });

  it('are refused where there is nothing to make anew, or to give up', async () => {
    const codes = await Promise.all([operator('POST', `${place}/roster`), operator('POST', `${place}/salaries`), operator('DELETE', `${place}/tasks`), operator('DELETE', `${place}/salaries`)]);
    expect(codes.map(({ status, body }) => [status, body.code])).toEqual([
      [409, 'rebuild-impossible'],
      [404, 'not-found'],
      [409, 'rebuild-not-under-way'],
      [404, 'not-found'],
    ]);
  });

  it('are asked for, once, and given up, while nobody projects', async () => {
    const first = await operator('POST', `${place}/tasks`);
    expect([first.status, first.body]).toEqual([202, { ...(await standingOf('tasks')), state: 'asked', requestedBy: personIdOf(testPersonIdSecret, 'otto') }]);
    expect((await api.service.as('olga', 'operator')('POST', `${place}/tasks`)).body).toEqual(first.body);
    expect((await operator('DELETE', `${place}/tasks`)).body).toMatchObject({ state: 'cancelled', finishedAt: expect.any(String) });
    expect(await standingOf('tasks')).toMatchObject({ state: 'cancelled' });
  });

  it('are done by whoever projects', async () => {
    await world.start(['projector']);
    expect((await operator('POST', `${place}/tasks`)).status).toBe(202);
    await eventually(async () => expect(await standingOf('tasks')).toMatchObject({ state: 'swapped', trouble: null, finishedAt: expect.any(String) }));
  });
});
