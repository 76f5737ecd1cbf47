// What is typed in an assessment loses nothing: not where the deadline passes, or the review closes, before it is submitted either.
import { beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '@rung/testing';

import { overflowOf, violationsOf } from './accessible.js';
import { answer, draft, keepFromServer, keptOnServer, note, onDevice, unableToJudge, words } from './assess-page.js';
import { go, looks } from './browser.js';
import { inFrontOfTheDemo } from './in-front-of-the-demo.js';

const minutes = 60_000;
const demo = inFrontOfTheDemo();
let short = '';

/** A review whose deadline passes while the first story is told. */
async function openShort(): Promise<string> {
  const hr = demo.system.as('hr');
  const { cycles } = (await hr('GET', '/cycles')).body as { cycles: { cycle: string }[] };
  const { matrix } = (await hr('GET', `/cycles/${cycles[0]!.cycle}`)).body;
  const policy = { phasesOverlap: true, deadlines: { self: new Date(Date.now() + 15_000).toISOString() } };
  const { id } = (await hr('POST', '/cycles', { body: { name: 'Short', matrix: { id: matrix.id, version: matrix.version }, policy } })).body;
  expect((await hr('POST', `/cycles/${id}/opening`)).status).toBeLessThan(300);
  return id as string;
}

beforeAll(async () => void (short = await openShort()), minutes);

describe('what somebody typed in an assessment that was closed before they submitted it', () => {
  it('is theirs to read and to copy, from the server and from this device, until the review ends', async () => {
    const assessment = await demo.system.ownAssessment('E018');
    const [as, hr] = [demo.system.as('E018'), demo.system.as('hr')];
    const { cycle } = (await as('GET', `/assessments/${assessment}`)).body as { cycle: string };
    const task = async () => ((await as('GET', `/tasks?cycle=${cycle}`)).body.tasks as { assessment: string; state: string; drafted: boolean }[]).find((one) => one.assessment === assessment);
    const visitor = await demo.arrive('E018', `/assess/${assessment}`);
    const { page, context } = visitor;
    await page.getByText(/Answers are taken until /).waitFor();
    await answer(page, '2', 'Kept by the server');
    await note(page, 'saved');
    await keepFromServer(context);
    await page.locator('#content').press(']');
    await page.locator('article').getByText(/^2 of /).waitFor();
    await answer(page, '1', 'Kept here alone');
    await eventually(async () => expect(await onDevice(page)).toContain('Kept here alone'));
    for (const phase of ['self', 'peer', 'manager']) expect((await hr('POST', `/cycles/${cycle}/phases/${phase}/end`)).status).toBeLessThan(300);
    await eventually(async () => expect(await task()).toMatchObject({ state: 'closed', drafted: true }), { timeoutMs: minutes });
    await context.unroute(draft);

    await go({ page }, '/');
    const closed = page.locator('section').filter({ has: page.getByRole('heading', { name: 'Closed before you submitted' }) });
    await closed.getByText('what you typed is kept, for you alone').waitFor();
    expect(await violationsOf(page)).toEqual([]);
    await closed.getByRole('link', { name: 'Your self-assessment' }).press('Enter');
    const kept = page.getByRole('region', { name: 'What you had typed' });
    await kept.getByText('Kept by the server').waitFor();
    await kept.getByText('Kept here alone').waitFor();
    expect(await kept.getByText('On this device alone', { exact: true }).count()).toBe(1);
    await kept.getByText('Nobody but you has read it').waitFor();
    expect(await page.getByRole('textbox').count()).toBe(0);
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await kept.getByRole('button', { name: 'Copy the words' }).press('Enter');
    await kept.getByRole('button', { name: 'Copied' }).waitFor();
    expect(await page.evaluate('navigator.clipboard.readText()')).toMatch(/Kept by the server[^]*Kept here alone/);

    for (const look of looks) {
      const elsewhere = await demo.arrive('E018', `/assess/${assessment}`, look);
      await elsewhere.page.getByText('Kept by the server').waitFor();
      expect([await elsewhere.page.getByText('Kept here alone').count(), await violationsOf(elsewhere.page)]).toEqual([0, []]);
      for (const path of ['/', `/assess/${assessment}`]) {
        await elsewhere.page.setViewportSize({ width: 320, height: 640 });
        await go(elsewhere, path);
        expect([path, await overflowOf(elsewhere.page)]).toEqual([path, 0]);
      }
    }

    await kept.getByRole('button', { name: 'Discard' }).press('Enter');
    await kept.getByRole('button', { name: 'Discard for good' }).press('Enter');
    await kept.getByText('Kept here alone').waitFor({ state: 'detached' });
    expect(await onDevice(page)).not.toMatch(/Kept here alone|Kept by the server/);
    expect(await kept.getByRole('button', { name: 'Discard' }).count()).toBe(0);
    await page.reload();
    await kept.getByText('Kept by the server').waitFor();

    expect((await hr('POST', `/cycles/${cycle}/cancellation`)).status).toBeLessThan(300);
    await eventually(async () => expect(await task()).toMatchObject({ state: 'closed', drafted: false }));
    await go(visitor, `/assess/${assessment}`);
    expect(await kept.count()).toBe(0);
    await go(visitor, '/');
    expect(await closed.count()).toBe(0);
  }, 5 * minutes);
});

describe('a task past its deadline', () => {
  it('says so before anybody types, and has what was typed for its author to read and copy', async () => {
    const as = demo.system.as('E009');
    const own = async () => ((await as('GET', `/tasks?cycle=${short}`)).body.tasks as { assessment: string; role: string; tooLate: boolean }[]).find(({ role }) => role === 'self');
    const task = await eventually(async () => (expect(await own()).toMatchObject({ tooLate: true }), (await own())!), { timeoutMs: minutes });
    const path = `/assess/${task.assessment}`;
    const [first, ...others] = await eventually(() => unableToJudge(demo.system, 'E009', task.assessment));
    expect((await keptOnServer(demo.system, 'E009', task.assessment, [{ ...first!, observation: 'Typed in time' }, ...others])).status).toBe(200);

    const visitor = await demo.arrive('E009');
    const { page, context } = visitor;
    const late = page.locator('section').filter({ has: page.getByRole('heading', { name: 'Too late to answer' }) });
    await late.getByText(/^closed to answers since /).waitFor();
    await page.getByText(/^now, closed to answers since /).waitFor();
    expect(await violationsOf(page)).toEqual([]);
    await late.getByRole('link', { name: 'Your self-assessment' }).press('Enter');
    const told = page.getByRole('heading', { name: /^Closed to answers since / });
    await told.waitFor();
    await page.getByRole('complementary', { name: 'Where the review is' }).getByText(/^You: 0 of \d+ done.*; one can no longer be answered$/).waitFor();
    expect(new URL(page.url()).pathname).toBe(path);
    const typed = page.getByRole('region', { name: 'What you had typed' });
    await typed.getByText('Typed in time', { exact: true }).waitFor();
    await typed.getByRole('button', { name: 'Copy the words' }).waitFor();
    expect([await words(page).count(), await page.getByRole('radio').count(), await page.getByRole('button', { name: /submit|discard/i }).count()]).toEqual([0, 0, 0]);
    expect(await violationsOf(page)).toEqual([]);
    await page.setViewportSize({ width: 320, height: 640 });
    expect(await overflowOf(page)).toBe(0);

    // as a page that was opened before the deadline sees it
    const form = `**/api/assessments/${task.assessment}`;
    const opened = async (deadline: string) => {
      await context.route(form, async (route) => {
        const response = await route.fetch();
        await route.fulfill({ response, json: { ...((await response.json()) as object), deadline, tooLate: false } });
      });
      await go(visitor, `${path}?at=${encodeURIComponent(`${first!.competency}@${first!.level}`)}`);
      await words(page).waitFor();
    };
    await opened(new Date(Date.now() + 60 * minutes).toISOString());
    await words(page).fill('Typed in time, and a word more');
    await page.keyboard.press('Control+Enter');
    await context.unroute(form);
    await page.getByRole('button', { name: 'Submit' }).press('Enter');
    await told.waitFor();
    await typed.getByText('Typed in time, and a word more', { exact: true }).waitFor();

    await opened(new Date(Date.now() + 60 * minutes).toISOString());
    await keepFromServer(context);
    await words(page).fill('Typed where there was no network');
    await eventually(async () => expect(await onDevice(page)).toContain('no network'));
    await context.unroute(form);
    await page.keyboard.press('Control+Enter');
    await page.reload();
    await told.waitFor();
    await typed.getByText('Typed where there was no network', { exact: true }).waitFor();
    await typed.getByText('Only what is on this device alone is discarded.').waitFor();
    await typed.getByRole('button', { name: 'Discard' }).press('Enter');
    await typed.getByRole('button', { name: 'Keep it' }).press('Enter');
    await typed.getByText('Typed where there was no network', { exact: true }).waitFor();
    await typed.getByRole('button', { name: 'Discard' }).press('Enter');
    expect(await violationsOf(page)).toEqual([]);
    await typed.getByRole('button', { name: 'Discard for good' }).press('Enter');
    await typed.getByText('Typed in time, and a word more', { exact: true }).waitFor(); // the server's, until HR closes the review
    await page.locator('h1:focus').waitFor();
    expect([await page.getByText('no network').count(), await page.getByRole('button', { name: /discard/i }).count()]).toEqual([0, 0]);
    expect(await onDevice(page)).not.toContain('no network');
    await context.unroute(draft);
    await page.reload();
    await typed.getByText('Typed in time, and a word more', { exact: true }).waitFor();

    await opened(new Date(Date.now() - minutes).toISOString());
    await context.unroute(form);
    await told.waitFor(); // without a word from anybody
  }, 3 * minutes);
});
