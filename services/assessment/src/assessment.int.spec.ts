import { randomUUID } from 'node:crypto';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { personIdOf } from '@rung/service-kit';
import { eventually, testPersonIdSecret, type Answer, type Caller } from '@rung/testing';

import { answerAll, expectOk, importOrganisation, newWorld, openCycle, taskOf, type Running, type World } from './assessment.fixture.js';

const idOf = (key: string) => personIdOf(testPersonIdSecret, key);

let world: World;
let running: Running;
let hr: Caller;
let cycle: string;

beforeAll(async () => {
  world = await newWorld();
  running = await world.start();
  hr = running.service.as('hr', 'hr');
  await importOrganisation(hr);
  cycle = await openCycle(running.service);
});
afterAll(async () => world?.close());

describe('a whole cycle', () => {
  it('launches a review for everybody whose position its matrix assesses, and counts the others', async () => {
    const { body } = await hr('GET', `/cycles/${cycle}`);
    expect(body).toMatchObject({
      status: 'self',
      participants: { planned: 5, skipped: 2, launched: 5, proposed: 0, confirmed: 0, released: 0, heldBack: 0 },
      assessments: { self: { open: 5 }, manager: { open: 5 }, peer: null, upward: null },
    });
  });

  it('freezes levels: a signed entry grade, else none; the target is the next level up, the same at the top', async () => {
    const levels = async (person: string) => {
      const { body } = expectOk(await hr('GET', `/cycles/${cycle}/participants/${person}`));
      expect(body.matrix).toEqual({ id: expect.any(String), version: 1 });
      return [body.currentLevel, body.targetLevel, body.basis.kind];
    };
    expect(await levels('anna')).toEqual(['Senior', 'Senior', 'entry-grade']);
    expect(await levels('bob')).toEqual(['Junior', 'Middle', 'entry-grade']);
    expect(await levels('carol')).toEqual([null, 'Junior', 'none']);
  });

  it('takes evidence from the participant, who alone reads it back beside the raters', async () => {
    const body = { competency: 'learning', level: 'Mid', on: '2026-05-01', text: 'Выучил Rust — и применил' };
    const recorded = expectOk(await running.service.as('bob')('POST', `/cycles/${cycle}/participants/bob/evidence`, { body }));
    const read = await running.service.as('bob')('GET', `/cycles/${cycle}/participants/bob?atLeast=${recorded.body.version}`);
    await eventually(async () => {
      const { body: own } = await running.service.as('bob')('GET', `/cycles/${cycle}/participants/bob`);
      expect(own.evidence).toEqual([{ evidence: recorded.body.evidence, competency: 'learning', level: 'junior', on: '2026-05-01', text: body.text }]);
    });
    expect(read.status).toBe(200);
    const { body: others } = await hr('GET', `/cycles/${cycle}/participants/bob`);
    expect(others.evidence[0].text).toBeNull();
    const stranger = await running.service.as('carol')('POST', `/cycles/${cycle}/participants/bob/evidence`, { body });
    expect([stranger.status, stranger.body.code]).toEqual([404, 'not-found']);
  });

  it('opens the assessments of named peers, whose form shows what is asked', async () => {
    for (const rater of ['carol', 'dave', 'eve', 'carol']) {
      const answer = expectOk(await running.service.as('anna')('POST', `/cycles/${cycle}/participants/bob/raters`, { body: { role: 'peer', rater } }));
      expect([answer.status, answer.body, answer.headers.get('etag')]).toEqual([204, '', null]);
    }
    const { assessment } = await taskOf(running.service, 'dave', cycle, 'peer', 'Bob Brown');
    const { body: form } = await eventually(async () => expectOk(await running.service.as('dave')('GET', `/assessments/${assessment}`)));
    expect(form).toMatchObject({ role: 'peer', state: 'open', chooses: 2, minimumPeers: 3, participant: { name: 'Bob Brown' } });
    expect(form.asked.map((cell: { competency: string }) => cell.competency)).toEqual(['learning', 'feedback']);
    expect(form.asked[0]).toMatchObject({ level: 'junior', levels: ['Junior', 'Middle', 'Senior'], evidenceRequired: true });
    expect(form.evidence[0].text).toBe('Выучил Rust — и применил');
  });

  it('takes every answer once; the same key gets the first answer again', async () => {
    for (const rater of ['carol', 'dave', 'eve']) {
      const { assessment } = await taskOf(running.service, rater, cycle, 'peer', 'Bob Brown');
      expectOk(await answerAll(running.service, rater, assessment, 2));
    }
    const { assessment } = await taskOf(running.service, 'anna', cycle, 'manager', 'Bob Brown');
    const { body: form } = expectOk(await running.service.as('anna')('GET', `/assessments/${assessment}`));
    const call = {
      body: { ratings: form.asked.map(({ competency, level }: Record<string, string>) => ({ competency, level, value: 2, observation: 'Saw it myself' })) },
      headers: { 'idempotency-key': randomUUID() },
    };
    const first = expectOk(await running.service.as('anna')('POST', `/assessments/${assessment}/submission`, call));
    expect(first.body).toEqual({ version: 2 });
    expect(await running.service.as('anna')('POST', `/assessments/${assessment}/submission`, call)).toMatchObject({ status: 200, body: first.body });
    const second = await running.service.as('anna')('POST', `/assessments/${assessment}/submission`, { body: call.body });
    expect([second.status, second.body.code]).toEqual([409, 'assessment-already-submitted']);
    const { body: done } = expectOk(await running.service.as('anna')('GET', `/assessments/${assessment}?atLeast=2`));
    expect(done.state).toBe('submitted');
  });

  it('ends its phases, closes what is open and proposes every grade', async () => {
    for (const phase of ['self', 'peer', 'manager']) expectOk(await hr('POST', `/cycles/${cycle}/phases/${phase}/end`));
    await eventually(async () => {
      const { body } = await hr('GET', `/cycles/${cycle}`);
      expect(body).toMatchObject({ status: 'calibration', participants: { proposed: 5 }, assessments: { self: { closed: 5 }, manager: { submitted: 1, closed: 4 } } });
    });
  });

  it('shows the proposal to HR and the manager, not yet to the participant', async () => {
    const { body } = await hr('GET', `/cycles/${cycle}/participants/bob`);
    expect(body.grade).toMatchObject({ level: 'Middle', confirmedBy: null, explanation: { grade: 'Middle' } });
    expect((await running.service.as('anna')('GET', `/cycles/${cycle}/participants/bob`)).body.grade.level).toBe('Middle');
    expect(expectOk(await running.service.as('olga')('GET', `/cycles/${cycle}/participants/bob`)).body).toMatchObject({ name: 'Bob Brown', state: 'proposed' });
    const { body: own } = await running.service.as('bob')('GET', `/cycles/${cycle}/participants/bob`);
    expect(own).toMatchObject({ state: 'launched', version: body.version - 1 });
    expect(own.grade).toBeUndefined();
    // to wait for a version tells no more
    expect((await running.service.as('bob')('GET', `/cycles/${cycle}/participants/bob?atLeast=${body.version}`)).status).toBe(503);
    expect((await running.service.as('carol')('GET', `/cycles/${cycle}/participants/bob`)).status).toBe(404);
  });

  it('hides the own grade from HR who take part, and lets nobody confirm it', async () => {
    const bob = running.service.as('bob', 'hr');
    const ofBob = (page: Answer) => (page.body.participants as { person: string }[]).find(({ person }) => person === idOf('bob'));
    expect(ofBob(expectOk(await hr('GET', `/cycles/${cycle}/participants`)))).toMatchObject({ state: 'proposed', grade: 'Middle' });
    expect(ofBob(expectOk(await bob('GET', `/cycles/${cycle}/participants`)))).toMatchObject({ state: 'launched', grade: null });
    expect((await bob('GET', `/cycles/${cycle}/participants/bob`)).body.grade).toBeUndefined();
    const own = await bob('POST', `/cycles/${cycle}/participants/bob/confirmation`);
    expect([own.status, own.body.code]).toEqual([403, 'own-grade']);
  });

  it('is not released before every grade is confirmed by a named person, unless that is asked for', async () => {
    expectOk(await running.service.as('anna')('POST', `/cycles/${cycle}/participants/bob/confirmation`));
    const own = await running.service.as('bob')('POST', `/cycles/${cycle}/participants/bob/confirmation`);
    expect(own.status).toBe(404);
    const refused = await hr('POST', `/cycles/${cycle}/release`);
    expect([refused.status, refused.body.code, refused.body.count]).toEqual([409, 'grades-not-confirmed', 4]);
    for (const person of ['carol', 'dave', 'eve']) expectOk(await hr('POST', `/cycles/${cycle}/participants/${person}/confirmation`));
    expectOk(await hr('POST', `/cycles/${cycle}/release`, { body: { confirmedOnly: true } }));
    await eventually(async () => expect((await hr('GET', `/cycles/${cycle}`)).body).toMatchObject({ status: 'released', participants: { confirmed: 4, released: 4 } }));
    const gradeFor = async (as: Caller) => (await as('GET', `/cycles/${cycle}/participants/bob`)).body.grade;
    expect(await gradeFor(hr)).toMatchObject({ level: 'Middle', confirmedAs: 'manager', confirmedBy: idOf('anna') });
    expect(await gradeFor(running.service.as('bob'))).toMatchObject({ level: 'Middle', confirmedAs: 'manager', confirmedBy: null });
  });

  it('releases at once a grade that is confirmed late', async () => {
    expectOk(await hr('POST', `/cycles/${cycle}/participants/anna/confirmation`));
    await eventually(async () => expect((await hr('GET', `/cycles/${cycle}`)).body.participants.released).toBe(5));
  });

  it('closes, and the next cycle starts from the released levels', async () => {
    expectOk(await hr('POST', `/cycles/${cycle}/closing`));
    const next = await openCycle(running.service);
    const { body } = expectOk(await hr('GET', `/cycles/${next}/participants/bob`));
    expect(body).toMatchObject({ currentLevel: 'Middle', targetLevel: 'Senior', basis: { kind: 'released' } });
    expectOk(await hr('POST', `/cycles/${next}/cancellation`));
    expect((await hr('POST', `/cycles/${next}/phases/self/end`)).body.code).toBe('cycle-not-open');
  });

  it('counts what it does, without ids in labels', async () => {
    const metrics = await running.service.registry.metrics();
    expect(metrics).toMatch(/rung_grades_proposed_total 5/);
    expect(metrics).toMatch(/rung_directory_rows_total\{file="people"\} 7/);
    expect(metrics).not.toContain(idOf('bob'));
  });

  it('logs no warning on the way', () => {
    const lines = world.logged().split('\n').filter(Boolean);
    expect(lines.filter((line) => (JSON.parse(line) as { level: number }).level > 30)).toEqual([]);
  });
});
