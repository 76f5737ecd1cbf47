// A draft edited in the grid by two people, its history and what it changes, in a real browser.
import { randomUUID } from 'node:crypto';

import { describe, expect, it } from '@jest/globals';
import { eventually } from '@rung/testing';
import type { Page, Route } from 'playwright-core';

import { overflowOf, violationsOf } from './accessible.js';
import { settled } from './browser.js';
import { inFrontOfTheDemo } from './in-front-of-the-demo.js';

const demo = inFrontOfTheDemo();
const edit = async (path: string, look: Parameters<typeof demo.arrive>[2] = {}): Promise<Page> => (await demo.arrive('editor', path, look)).page;
const statement = (page: Page) => page.getByRole('textbox', { name: 'What is expected · English' });
const why = (page: Page) => page.getByRole('textbox', { name: 'Why' });
const saved = (page: Page) => page.getByRole('status').filter({ hasText: 'Saved' }).waitFor();
/** What lies under a dialog can't be reached until it is gone. */
const dialogGone = (page: Page) => page.getByRole('dialog').waitFor({ state: 'detached' });
const escape = async (page: Page) => {
  await page.keyboard.press('Escape');
  await dialogGone(page);
};
const grid = '/matrix/our-ladder/v/1';
const cell = `${grid}/c/learning/l/junior`;

/** Sends it as the page does, with its session. @returns what was answered. */
const ask = (page: Page, path: string, type: string, body: string) =>
  page.evaluate(
    async ([to, contentType, said]) => {
      const answer = await fetch(`/api${to}`, { method: 'POST', headers: { 'content-type': contentType, 'x-rung-console': '1' }, body: said });
      return (await answer.json()) as Record<string, string>;
    },
    [path, type, body] as const,
  );

describe('a draft', () => {
  it('begins as a copy of the catalogue, and is edited in the grid by keyboard', async () => {
    const page = await edit('/admin/matrix/new');
    expect(await violationsOf(page)).toEqual([]);
    await page.getByRole('textbox', { name: 'Name of your matrix' }).fill('Our ladder');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Our ladder' }).waitFor();
    await page.getByRole('link', { name: 'Junior, new: Multitasking' }).press('Enter');
    await statement(page).fill('Keeps several tasks going, and says what has to wait');
    expect(await violationsOf(page)).toEqual([]);
    await why(page).fill('one word is no expectation');
    await page.keyboard.press('Enter');
    await saved(page);
    await escape(page);
    await page.getByRole('link', { name: 'Senior, carried: Multitasking' }).press('Enter');
    await page.getByRole('button', { name: 'Raise it at Senior' }).press('Enter');
    await statement(page).fill('Keeps several teams’ tasks going');
    await page.getByRole('button', { name: 'Add it' }).press('Enter');
    await page.getByText('Raise it at').waitFor({ state: 'detached' });
    await escape(page);
    await page.getByRole('link', { name: 'Senior, raised: Multitasking' }).waitFor();
    await page.getByRole('link', { name: 'History' }).press('Enter');
    await page.getByText('“Multitasking” begins or is raised at Senior').waitFor();
    await page.goBack();
    await page.getByRole('link', { name: /^Middle\+, new: Is able to get their thoughts/ }).press('Enter');
    await why(page).fill('to be seen in the history at once');
    await statement(page).fill('Is understood by colleagues');
    await page.getByRole('button', { name: 'Save' }).press('Enter');
    await saved(page);
    await escape(page);
    await page.getByRole('link', { name: 'History' }).press('Enter');
    await page.getByText('Because: to be seen in the history at once').waitFor({ timeout: 8_000 });
  });

  it('has a cell that is the same as another level’s by reference, set, shown and taken out by keyboard', async () => {
    const page = await edit(grid);
    const reference = page.getByRole('link', { name: /^Lead, Same as Middle\+: Is able to get their thoughts/ });
    const choice = page.getByRole('combobox', { name: 'What is expected here' });
    await page.getByRole('link', { name: /^Lead, carried: Is able to get their thoughts/ }).press('Enter');
    await choice.selectOption({ label: 'Same as Middle+' });
    await page.getByText('It is the same here as at Middle+, by reference').waitFor();
    expect(await violationsOf(page)).toEqual([]);
    await escape(page);
    await reference.waitFor();
    expect(await reference.textContent()).toBe('=');
    expect(await violationsOf(page)).toEqual([]);
    await page.goto(`${grid}/history`);
    await page.getByText(/^“Is able to get their thoughts .*” at Lead is the same as at Middle\+$/).waitFor();
    await page.goto(grid);
    await reference.press('Enter');
    await choice.selectOption({ label: 'What the lists say' });
    await page.getByText('It is the same here as at Middle+').waitFor({ state: 'detached' });
    await escape(page);
    await page.getByRole('link', { name: /^Lead, carried: Is able to get their thoughts/ }).waitFor();
  });

  it('has a reference take the place of what a complete list says there, in one change, which is undone as one', async () => {
    const page = await edit(grid);
    const { id } = await ask(page, '/matrices/imports', 'text/plain', 'Junior\nSoft: 1. Listens.\n2. Learns.\nSenior\nSoft: 1. Listens.\n2. Learns.');
    await ask(page, `/matrices/imports/${id}/accept`, 'application/json', JSON.stringify({ name: 'Complete lists' }));
    const changes: string[] = [];
    page.on('request', (request) => void (request.url().endsWith('/changes') && request.method() === 'POST' && changes.push(request.postData() ?? '')));
    await page.goto('/matrix/complete-lists/v/1');
    await page.getByRole('link', { name: 'Senior, carried: Learns' }).press('Enter');
    await page.getByRole('combobox', { name: 'What is expected here' }).selectOption({ label: 'Same as Junior' });
    await page.getByText('It is the same here as at Junior, by reference').waitFor();
    await escape(page);
    await page.getByRole('link', { name: /^Senior, Same as Junior: Learns/ }).waitFor();
    expect(changes.map((sent) => (JSON.parse(sent) as { change: { kind: string } }).change.kind)).toEqual(['cell-same-as']);
    await page.goto('/matrix/complete-lists/v/1/history');
    await page.getByText('“Learns” at Senior is the same as at Junior').waitFor();
    await page.getByRole('button', { name: /^Undo change/ }).press('Enter');
    await page.getByText(/^Change \d+ undone$/).waitFor();
    await page.goto('/matrix/complete-lists/v/1');
    await page.getByRole('link', { name: 'Senior, carried: Learns' }).waitFor();
  });

  it('keeps what is typed and not saved, and shows a second editor what the first has saved before it is replaced', async () => {
    const [ann, ben] = [await edit(cell), await edit(cell)];
    await statement(ben).fill('As Ben says');
    await ben.reload();
    expect(await statement(ben).inputValue()).toBe('As Ben says');
    await statement(ann).fill('As Ann says');
    await ann.getByRole('button', { name: 'Save' }).click();
    await saved(ann);
    await ben.getByRole('button', { name: 'Save' }).click();
    await ben.getByRole('alert').filter({ hasText: 'Somebody else changed this meanwhile' }).waitFor();
    await ben.getByRole('button', { name: 'Show what stands there now' }).press('Enter');
    await ben.getByText('As Ann says').waitFor();
    expect(await statement(ben).inputValue()).toBe('As Ben says');
    expect(await violationsOf(ben)).toEqual([]);
    await ben.getByRole('button', { name: 'Save' }).press('Enter');
    await saved(ben);
  });

  it('keeps what is typed while it is being saved, in the dialog and when that was closed meanwhile', async () => {
    const page = await edit(cell);
    const saving: Route[] = [];
    await page.route('**/changes', (route) => void saving.push(route));
    const save = async (): Promise<void> => {
      await page.getByRole('button', { name: 'Save' }).press('Enter');
      await eventually(() => expect(saving).toHaveLength(1));
    };
    const answered = async (): Promise<void> => {
      const answer = page.waitForResponse('**/changes');
      await saving.pop()?.continue();
      await (await answer).finished();
    };
    await statement(page).fill('Learns');
    await why(page).fill('Shorter');
    await save();
    await statement(page).fill('Learns, and teaches');
    await answered();
    await eventually(async () => expect(await why(page).inputValue()).toBe('')); // it was said
    expect(await statement(page).inputValue()).toBe('Learns, and teaches');
    await why(page).fill('Longer');
    await save();
    await statement(page).fill('Learns, and teaches others');
    await escape(page);
    await answered();
    await eventually(async () => expect(await page.evaluate('Object.values(sessionStorage).join()')).not.toContain('Longer'));
    await page.goto(cell);
    expect(await statement(page).inputValue()).toBe('Learns, and teaches others');
  });

  it('keeps what is typed for who typed it alone: the next editor at the same tab finds what the draft says', async () => {
    const { page, context } = await demo.arrive('editor', cell);
    const said = await statement(page).inputValue();
    const fields = async () => [await statement(page).inputValue(), await why(page).inputValue()];
    await statement(page).fill('For nobody else to read');
    await why(page).fill('nor this');
    await page.reload();
    expect(await fields()).toEqual(['For nobody else to read', 'nor this']);
    // the demo has one editor: the next is somebody else by id alone
    await context.route('**/session', async (route) => {
      const response = await route.fetch();
      const session = (await response.json()) as { person: object };
      await route.fulfill({ response, json: { ...session, person: { ...session.person, id: randomUUID() } } });
    });
    await page.reload();
    expect(await fields()).toEqual([said, '']);
    await context.unroute('**/session');
    await page.reload();
    expect(await fields()).toEqual(['For nobody else to read', 'nor this']);
  });

  it('keeps the dialog, and what is typed in it, over a matrix that cannot be read again', async () => {
    const { page, context } = await demo.arrive('editor');
    await page.clock.install();
    await page.goto(cell);
    await statement(page).fill('Typed in the meantime');
    await context.route('**/api/matrices/**', (route) => route.fulfill({ status: 503, contentType: 'application/problem+json', body: '{"detail":"Not now."}' }));
    await page.clock.fastForward(11_000);
    await page.evaluate("window.dispatchEvent(new Event('visibilitychange'))");
    const word = page.getByText('This may be out of date');
    await word.waitFor();
    expect(await statement(page).inputValue()).toBe('Typed in the meantime');
    expect(await violationsOf(page)).toEqual([]);
    await escape(page);
    expect(await violationsOf(page)).toEqual([]);
    await context.unroute('**/api/matrices/**');
    await page.getByRole('button', { name: 'Try again' }).press('Enter');
    await word.waitFor({ state: 'detached' });
  });

  it('says who changed what and why, and undoes it', async () => {
    const page = await edit(`${grid}/history`);
    await page.getByText('Because: one word is no expectation').waitFor();
    expect(await violationsOf(page)).toEqual([]);
    const raised = page.getByRole('listitem').filter({ hasText: '“Multitasking” begins or is raised at Senior' });
    await raised.getByRole('button', { name: /^Undo change/ }).press('Enter');
    await page.getByText(/^Change \d+ undone$/).waitFor();
    await page.goto(grid);
    await page.getByRole('link', { name: 'Senior, carried: Multitasking' }).waitFor();
    await page.goto(`${grid}/history`);
    await raised.getByRole('link', { name: /^The matrix then, after change/ }).press('Enter');
    await page.getByRole('alert').filter({ hasText: 'As it was on' }).waitFor();
    await page.getByRole('link', { name: 'Senior, raised: Multitasking' }).waitFor();
    expect(await page.getByText('This version is a draft').count()).toBe(0);
    expect(await violationsOf(page)).toEqual([]);
    await page.getByRole('button', { name: 'Back to now' }).press('Enter');
    await page.getByRole('link', { name: 'Senior, carried: Multitasking' }).waitFor();
  });

  it('says who it was by name, once the directory knows them', async () => {
    const { page } = await demo.arrive('hr', '/');
    const [{ unit }] = await page.evaluate(async () => ((await (await fetch('/api/directory/units')).json()) as { units: [{ unit: string }] }).units);
    await ask(page, '/directory/imports/people', 'text/csv', `person,name,email,unit,manager,position\neditor,Ada Author,,${unit},,\n`);
    await page.goto(`${grid}/history`);
    await page.getByText('Because: one word is no expectation').waitFor();
    await page.getByText(/^Ada Author · /).first().waitFor();
    expect(await page.getByText('another editor').count()).toBe(0);
    expect(await violationsOf(page)).toEqual([]);
  });

  it('has levels, groups and competencies added, joined and taken out', async () => {
    const page = await edit(grid);
    await page.getByRole('link', { name: 'Name and groups' }).press('Enter');
    await page.getByRole('textbox', { name: 'A new group' }).fill('Leading others');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Remove Leading others' }).waitFor();
    await page.getByRole('button', { name: 'Name Leading others' }).press('Enter');
    await page.getByRole('textbox', { name: 'What it is called · Russian' }).fill('Руководство');
    expect(await violationsOf(page)).toEqual([]);
    // what is typed into one form stays while the change of another is on its way, and comes
    let hold: (route: Route) => void = () => undefined;
    const unmade = new Promise<Route>((resolve) => (hold = resolve));
    await page.route('**/changes', (route) => hold(route));
    await page.keyboard.press('Enter');
    await escape(page);
    await page.getByRole('link', { name: 'Lead', exact: true }).press('Enter');
    const above = page.getByRole('textbox', { name: 'A new level above it' });
    await above.fill('Head / Руководитель');
    const named = page.waitForResponse(/versions\/1\?atLeast=/);
    await (await unmade).continue();
    await page.unroute('**/changes');
    await (await named).finished();
    await settled(page);
    expect(await above.inputValue()).toBe('Head / Руководитель');
    await above.press('Enter');
    await escape(page);
    await page.getByRole('link', { name: 'Head / Руководитель', exact: true }).waitFor();
    await page.getByRole('link', { name: 'Add a competency' }).press('Enter');
    await page.getByRole('textbox', { name: 'Title · English' }).fill('Grows other leads');
    await page.getByRole('combobox', { name: 'Group' }).selectOption({ label: 'Leading others' });
    await page.getByRole('combobox', { name: 'First asked for at' }).selectOption({ label: 'Head / Руководитель' });
    const unanswered: Route[] = [];
    await page.route('**/readiness', (route) => void unanswered.push(route));
    await page.getByRole('button', { name: 'Add a competency' }).press('Enter');
    await page.getByRole('link', { name: 'Head / Руководитель, new: Grows other leads' }).waitFor();
    await dialogGone(page);
    await Promise.all(unanswered.map((route) => route.continue()));
    await page.unroute('**/readiness');
    await page.getByRole('link', { name: 'Works proactively with the client', exact: true }).press('Enter');
    await page.getByText('Join with others').click();
    await page.getByRole('checkbox', { name: 'Is able to accept feedback' }).press('Space');
    expect(await violationsOf(page)).toEqual([]);
    await page.getByRole('button', { name: /^Join with 1 other/ }).press('Enter');
    await page.getByRole('link', { name: 'Is able to accept feedback', exact: true }).waitFor({ state: 'detached' });
    expect(await violationsOf(page)).toEqual([]);
  });

  it('has examples, counter-examples, measures and terms, which readers see beside what is expected', async () => {
    const page = await edit(cell);
    for (const [button, field, words] of [
      ['Add an example', 'Example 1 · English', 'Gave a talk about what went wrong'],
      ['Add a counter-example', 'Counter-example 1 · English', 'Collects certificates'],
      ['Add a measure', 'What bound 1 is called · English', 'talks a year'],
    ] as const) {
      await page.getByRole('button', { name: button }).press('Enter');
      await page.getByRole('textbox', { name: field }).fill(words);
    }
    await page.getByRole('spinbutton', { name: 'Its number' }).fill('2');
    expect(await violationsOf(page)).toEqual([]);
    await page.getByRole('button', { name: 'Save' }).press('Enter');
    await saved(page);
    await page.goto(`${grid}/terms`);
    await page.getByText('Add a term').first().press('Enter');
    await page.getByRole('textbox', { name: 'The word · English' }).last().fill('Retrospective');
    await page.getByRole('textbox', { name: 'What it means · English' }).last().fill('A look back that blames nobody');
    expect(await violationsOf(page)).toEqual([]);
    await page.getByRole('button', { name: 'Add a term' }).press('Enter');
    await page.getByRole('group').filter({ hasText: /^Retrospective/ }).waitFor();
    await page.goto('/matrix/our-ladder/v/1/history');
    await page.getByText('Gave a talk about what went wrong').waitFor();
  });

  it('begins empty as well, says what stands in the way of its publication, and can be given up', async () => {
    const page = await edit('/admin/matrix/new');
    await page.getByRole('textbox', { name: 'Name of the empty matrix' }).fill('From nothing');
    await page.getByRole('textbox', { name: 'Levels' }).fill('Junior\nСтарший');
    await page.getByRole('button', { name: 'Begin', exact: true }).press('Enter');
    await page.waitForURL('**/matrix/from-nothing/v/1');
    await page.getByText('in the way of a publication').waitFor();
    expect(await page.getByRole('button', { name: 'Publish it' }).isDisabled()).toBe(true);
    expect(await violationsOf(page)).toEqual([]);
    await page.getByRole('button', { name: 'Give the draft up' }).press('Enter');
    await page.getByText('This version is a draft').waitFor({ state: 'detached' });
  });

  it('is edited on a phone', async () => {
    const page = await edit(`${grid}?level=junior`, { width: 320, height: 640 });
    await page.getByRole('link', { name: /Keeps several tasks/ }).press('Enter');
    await statement(page).waitFor();
    expect(await overflowOf(page)).toBeLessThanOrEqual(0);
  });
});

describe('two versions', () => {
  it('are compared word by word', async () => {
    const page = await edit('/matrix');
    const text = 'Junior\nSoft: 1. Asks questions.\n2. Learns.\nHard: 1. Saws straight.\nSenior\nHard: 1. Builds a staircase.';
    const { id } = await ask(page, '/matrices/imports', 'text/plain', text);
    await ask(page, `/matrices/imports/${id}/accept`, 'application/json', JSON.stringify({ name: 'Joiners' }));
    await page.goto('/matrix/joiners/v/1');
    const publications: string[] = [];
    page.on('request', (request) => void (request.method() === 'POST' && publications.push(new URL(request.url()).pathname)));
    // both before the page can show that the first one is under way
    await page.getByRole('button', { name: 'Publish it' }).evaluate((button: { click(): void }) => [button.click(), button.click()]);
    await page.getByText('This version is a draft').waitFor({ state: 'detached' });
    expect(publications).toEqual(['/api/matrices/joiners/versions/1/publication']);
    await page.getByRole('button', { name: 'More' }).press('Enter');
    expect(await violationsOf(page)).toEqual([]);
    await page.getByRole('menuitem', { name: 'Begin the next version from this one' }).press('Enter');
    await page.waitForURL('**/matrix/joiners/v/2');
    await page.getByText('This version is a draft').waitFor();
    for (const change of [
      { kind: 'edit-cell', competency: 'asks-questions', level: 'junior', statement: { en: 'Asks good questions of others', ru: 'Задаёт вопросы другим' } },
      { kind: 'rename-competency', competency: 'asks-questions', title: { ru: 'Задаёт вопросы' } },
    ])
      await ask(page, '/matrices/joiners/versions/2/changes', 'application/json', JSON.stringify({ change }));
    await page.goto('/matrix/joiners/diff');
    await page.getByRole('heading', { name: 'Joiners: what changed' }).waitFor();
    await page.locator('ins').first().waitFor();
    expect((await page.locator('ins').allInnerTexts()).join(' ')).toContain('good');
    // what people read goes before, and each other language is named: here the title's Russian alone is otherwise
    expect(await page.getByRole('main').locator('[lang=ru]').allInnerTexts()).toEqual([
      expect.stringMatching(/^Changed in Russian only: [^]*Задаёт вопросы$/),
      expect.stringMatching(/^In Russian: [^]*Задаёт вопросы другим$/),
    ]);
    const inRussian = (await demo.arrive('editor', '/matrix/joiners/diff', { locale: 'ru-RU' })).page;
    await inRussian.getByText('На другом языке (английский):').waitFor();
    expect(await inRussian.getByText('Изменено только на одном языке').count()).toBe(0);
    expect(await violationsOf(inRussian)).toEqual([]);
    await page.getByText('No review that is prepared, running or released is on version 1.').waitFor();
    expect(await violationsOf(page)).toEqual([]);
    await page.getByRole('combobox', { name: 'From' }).selectOption('2');
    await page.getByText('The two versions say the same.').waitFor();
  });

  it('are of the first matrix there is, which only who is assessed by none comes to', async () => {
    const editor = await edit('/matrix');
    await editor.waitForURL('**/matrix/joiners/v/1');
    const assessed = await demo.arrive('E005', '/matrix');
    await assessed.page.waitForURL('**/matrix/python-developer/v/1');
  });

  it('have what becomes of answers proposed, corrected and recorded by keyboard', async () => {
    const page = await edit('/matrix/joiners/v/2/migration');
    await page.getByText('nobody has recorded it yet').waitFor();
    await page.getByText('competencies stay as before').press('Enter');
    const fate = page.getByRole('combobox', { name: 'What becomes of: Learns' });
    await fate.selectOption('split');
    expect(await page.getByRole('button', { name: 'Record it' }).isDisabled()).toBe(true);
    await page.getByRole('checkbox', { name: 'Saws straight' }).press('Space');
    expect(await violationsOf(page)).toEqual([]);
    await page.getByRole('button', { name: 'Record it' }).press('Enter');
    await page.getByRole('status').filter({ hasText: 'Saved' }).waitFor();
    await page.reload();
    await page.getByText('As it was recorded on').waitFor();
    expect(await fate.inputValue()).toBe('split');
    expect(await overflowOf(page)).toBeLessThanOrEqual(0);
  });
});
