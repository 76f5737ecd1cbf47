// Files are imported in a real browser, by keyboard alone.
import { describe, expect, it } from '@jest/globals';
import { utils, write } from '@e965/xlsx';
import { strToU8, zipSync } from 'fflate';
import type { Locator, Page } from 'playwright-core';

import { overflowOf, violationsOf } from './accessible.js';
import { inFrontOfTheDemo } from './in-front-of-the-demo.js';

const demo = inFrontOfTheDemo();
const path = '/admin/matrix/import';

const csv = `Support ladder;;;;
Area;Skill;Helper;Solver;Mentor
Customer;Listening;Lets people finish;Names the feeling behind a complaint;Teaches others to listen
;Writing;Answers in whole sentences;"Explains a fault
so that a layman can mend it";
Tools;Logs;;Reads a trace;Writes what a log should say
`;

const yaml = `rungs:
  - title: Trainee
    areas:
      Quality:
        Profiling: [Counts the blanks of a column]
        Lineage: [Says where a table comes from]
  - title: Steward
    areas:
      Quality:
        Profiling: [Writes checks that run each night]
        Lineage: [Draws the way of a figure to its report]
      People:
        Talks with owners: [Settles whose a field is]
`;

function xlsx(): Buffer {
  const ladder = utils.aoa_to_sheet([
    ['Domain', 'Skill', 'Starter', '', 'Expert', ''],
    ['', '', 'Expectation', 'Question', 'Expectation', 'Question'],
    ['Wood', 'Sawing', 'Saws along a line', 'Which saw, and why?', 'Saws joints that fit', 'How do you check a joint?'],
    ['', 'Planing', 'Planes with the grain', '', 'Flattens a board by hand', ''],
  ]);
  ladder['!merges'] = [{ s: { r: 0, c: 2 }, e: { r: 0, c: 3 } }, { s: { r: 0, c: 4 }, e: { r: 0, c: 5 } }];
  const book = utils.book_new();
  utils.book_append_sheet(book, ladder, 'Ladder');
  utils.book_append_sheet(book, utils.aoa_to_sheet([['Remarks'], ['Agreed on Monday']]), 'Remarks');
  return write(book, { type: 'buffer', bookType: 'xlsx' }) as Buffer;
}

async function chooseFile(page: Page, name: string, buffer: Buffer, mimeType = ''): Promise<void> {
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Choose a file' }).press('Enter');
  await (await chooser).setFiles({ name, mimeType, buffer });
}

/** Arrow keys, as on any list that is not open. */
async function choose(list: Locator, wanted: string): Promise<void> {
  await list.focus();
  const labels = await list.locator('option').allInnerTexts();
  const to = labels.indexOf(wanted);
  expect(labels).toContain(wanted);
  const from = await list.evaluate((one) => (one as unknown as { selectedIndex: number }).selectedIndex);
  for (let at = from; at !== to; at += Math.sign(to - from)) await list.press(to > from ? 'ArrowDown' : 'ArrowUp');
}

const column = (page: Page, title: string): Locator => page.getByRole('group', { name: title, exact: true });
const is = async (page: Page, title: string, meaning: string): Promise<void> => choose(column(page, title).getByRole('combobox', { name: 'What it is' }), meaning);

async function arrive(...visit: Parameters<typeof demo.arrive>): Promise<Page> {
  return (await demo.arrive(...visit)).page;
}

describe('a file', () => {
  it('with a column for each level is mapped, kept over a reload, and published; the next of its shape is read as it was', async () => {
    const page = await arrive('editor', path);
    await chooseFile(page, 'support.csv', Buffer.from(csv), 'text/csv');
    await page.getByText('The file does not tell by itself').waitFor();
    expect(await page.getByRole('link', { name: /^On:/ }).count()).toBe(0);
    await is(page, 'Area', 'The group: soft, hard or another');
    await is(page, 'Skill', 'The name of the competency');
    await is(page, 'Helper', 'What is expected at one level');
    await column(page, 'Helper').getByRole('button', { name: 'All behind it the same way' }).press('Enter');
    await page.getByText('3 competencies at the levels Helper, Solver and Mentor').waitFor();
    await column(page, 'Mentor').getByRole('textbox', { name: 'Level' }).fill('Guide');
    await page.keyboard.press('Enter');
    await page.getByText('3 competencies at the levels Helper, Solver and Guide').waitFor();
    await page.getByText('The columns are taken as you said').waitFor();
    expect(await violationsOf(page)).toEqual([]);
    await page.reload();
    await page.getByText('3 competencies at the levels Helper, Solver and Guide').waitFor();
    await page.getByRole('link', { name: /^On:/ }).press('Enter');
    if (new URL(page.url()).searchParams.get('step') === 'anomalies') await page.getByRole('link', { name: 'On: What was understood' }).press('Enter');
    await page.getByRole('checkbox', { name: 'Logs' }).waitFor();
    await page.getByRole('columnheader', { name: 'Customer' }).first().waitFor();
    await page.getByRole('link', { name: 'On: What changes' }).press('Enter');
    await page.getByRole('textbox', { name: 'Name' }).fill('Support ladder');
    // published, and nobody is told: asked again it goes on where it was
    await page.route('**/publication', async (route) => {
      await route.fetch();
      await route.abort();
    }, { times: 1 });
    await page.getByRole('button', { name: 'Accept and publish' }).press('Enter');
    await page.getByRole('alert').filter({ hasText: 'This did not work' }).waitFor();
    await page.getByRole('button', { name: 'Accept and publish' }).press('Enter');
    await page.getByRole('heading', { name: 'Version 1 is published' }).waitFor();
    await page.getByRole('link', { name: 'Import another' }).press('Enter');
    await chooseFile(page, 'support-again.csv', Buffer.from(csv.replace('Reads a trace', 'Reads any trace')), 'text/csv');
    await page.getByText('as somebody said of a file of this shape before').waitFor();
    await page.getByText('3 competencies at the levels Helper, Solver and Guide').waitFor();
  });

  it('that is a CASE package is pasted, says what of it is not taken, and is published', async () => {
    const item = (identifier: string, fullStatement: string, abbreviatedStatement = '') => ({ identifier, uri: `urn:x:${identifier}`, fullStatement, abbreviatedStatement });
    const below = (child: string, parent: string, sequenceNumber: number) => ({
      identifier: `${child}-${parent}`, associationType: 'isChildOf', sequenceNumber,
      originNodeURI: { title: child, identifier: child, uri: '' }, destinationNodeURI: { title: parent, identifier: parent, uri: '' },
    });
    const bookbinding = {
      CFDocument: { identifier: 'doc', title: 'Bookbinding', creator: 'A guild of binders', language: 'en' },
      CFItems: [item('g', 'Technical skills'), item('c', 'Sews books by hand', 'Sewing'), item('l1', 'Level 1'), item('l2', 'Level 2'), item('s1', 'Sews a pamphlet'), item('s2', 'Sews on raised cords')],
      CFAssociations: [below('g', 'doc', 1), below('c', 'g', 1), below('l1', 'c', 1), below('l2', 'c', 2), below('s1', 'l1', 1), below('s2', 'l2', 1), { ...below('s1', 's2', 1), identifier: 'related', associationType: 'isRelatedTo' }],
    };
    const page = await arrive('editor', path);
    await page.getByRole('textbox', { name: 'The text of the matrix' }).fill(JSON.stringify(bookbinding, null, 2));
    await page.keyboard.press('Control+Enter');
    await page.getByText('1 competency at the levels Level 1 and Level 2').waitFor();
    expect(await violationsOf(page)).toEqual([]);
    await page.getByRole('link', { name: /^On:/ }).press('Enter');
    await page.getByText('isRelatedTo').first().waitFor();
    await page.getByRole('link', { name: 'On: What was understood' }).press('Enter');
    await page.getByRole('checkbox', { name: 'Sewing' }).waitFor();
    await page.getByRole('link', { name: 'On: What changes' }).press('Enter');
    expect(await page.getByRole('textbox', { name: 'Name' }).getAttribute('placeholder')).toBe('Bookbinding');
    await page.getByRole('button', { name: 'Accept and publish' }).press('Enter');
    await page.getByRole('heading', { name: 'Version 1 is published' }).waitFor();
    await page.goto(new URL('/matrix/bookbinding/v/1', page.url()).href);
    await page.getByRole('link', { name: 'Level 2, raised: Sewing' }).waitFor();
  });

  it('of two header rows and several sheets is mapped; the sheet that is looked at is in the address', async () => {
    const page = await arrive('editor', path);
    await chooseFile(page, 'wood.xlsx', xlsx());
    await page.getByText('2 competencies at the levels Expert').waitFor();
    await is(page, 'Starter / Expectation', 'What is expected at one level');
    await page.getByText('2 competencies at the levels Starter and Expert').waitFor();
    await choose(page.getByRole('combobox', { name: 'Table', exact: true }), 'Remarks (2 rows)');
    await page.waitForURL(/table=2/);
    await page.reload();
    await page.getByRole('checkbox', { name: 'Take “Remarks” into the matrix' }).press('Space');
    await page.getByRole('option', { name: 'Remarks (2 rows), left out' }).waitFor({ state: 'attached' });
    expect(await violationsOf(page)).toEqual([]);
  });

  it('tells examples, measures and weights of a statement in columns of their own, and each can be taken otherwise', async () => {
    const page = await arrive('editor', path);
    const rows = 'Skill,Level,Description,Examples,Watch for,Measure,Weight\nPlanning,Novice,Plans a day,Writes a list,Guesses,limit: 5,2\n';
    await chooseFile(page, 'planning.csv', Buffer.from(rows), 'text/csv');
    await page.getByText('1 competency at the levels Novice').waitFor();
    const meaningOf = (title: string) => column(page, title).getByRole('combobox', { name: 'What it is' }).inputValue();
    expect([await meaningOf('Examples'), await meaningOf('Measure'), await meaningOf('Weight')]).toEqual(['example', 'measure', 'weight']);
    await is(page, 'Watch for', 'Counter-examples');
    await page.getByText('The columns are taken as you said').waitFor();
    await page.reload();
    await page.getByText('1 competency at the levels Novice').waitFor();
    expect(await meaningOf('Watch for')).toBe('antipattern');
  });

  it('of nested values is mapped by its paths, on a phone as well', async () => {
    const page = await arrive('editor', path, { width: 320, height: 640, colorScheme: 'dark' });
    await chooseFile(page, 'stewards.yaml', Buffer.from(yaml));
    await page.getByText('The columns are the paths of the file').waitFor();
    await is(page, '/title', 'The level of the row');
    await is(page, '/areas/* (name)', 'The group: soft, hard or another');
    await is(page, '/areas/*/* (name)', 'The name of the competency');
    await page.getByText('3 competencies at the levels Trainee and Steward').waitFor();
    expect(await overflowOf(page)).toBeLessThanOrEqual(0);
    expect(await violationsOf(page)).toEqual([]);
  });

  it('of Markdown is dropped, mapped by its headings, and mended as a text where it is one', async () => {
    const page = await arrive('editor', path);
    const markdown = '# Potters\n\n## First wheel\n\n- **Throwing**: throws a cup\n- **Glazing**: glazes a cup\n\n## Second wheel\n\n- **Throwing**: throws a jug\n- **Glazing**: mixes a glaze\n';
    const dropped = await page.evaluateHandle((text) => {
      const { DataTransfer, File } = globalThis as unknown as { DataTransfer: new () => { items: { add: (file: unknown) => void } }; File: new (words: string[], name: string) => object };
      const transfer = new DataTransfer();
      transfer.items.add(new File([text], 'potters.md'));
      return transfer;
    }, markdown);
    await page.locator('form').dispatchEvent('drop', { dataTransfer: dropped });
    await page.getByText('The columns are the headings of the file by their depth').waitFor();
    await is(page, '##', 'The level of the row');
    await page.getByText('2 competencies at the levels First wheel and Second wheel').waitFor();
    expect(await violationsOf(page)).toEqual([]);
    await page.goto(new URL(path, page.url()).href);
    await chooseFile(page, 'glazers.md', Buffer.from('# Junior\n\n## Hard skills\n\n- Glazes\n\n# Senior\n\n## Hard skills\n\n- Mixes\n'));
    await page.getByRole('checkbox', { name: 'Glazes' }).waitFor();
  });

  it('of several files in a ZIP is taken file by file, and refused by the one at fault', async () => {
    const page = await arrive('editor', path, { width: 320, height: 640 });
    const packed = (files: Readonly<Record<string, string>>) => Buffer.from(zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)]))));
    await chooseFile(page, 'weavers.zip', packed({ 'novice.md': '## Weaving\n- Weaves linen\n', 'expert.md': '## Weaving\n- Weaves silk\n', 'looms.csv': 'Skill,Novice,Expert\nLooms,Winds a warp,Mends a loom\n' }), 'application/zip');
    await page.getByText('2 competencies at the levels Novice and Expert').waitFor();
    await choose(page.getByRole('combobox', { name: 'Table', exact: true }), 'looms.csv (2 rows)');
    await page.getByRole('checkbox', { name: 'Take “looms.csv” into the matrix' }).press('Space');
    await page.getByText('1 competency at the levels Novice and Expert').waitFor();
    expect(await overflowOf(page)).toBeLessThanOrEqual(0);
    expect(await violationsOf(page)).toEqual([]);
    await page.goto(new URL(path, page.url()).href);
    await chooseFile(page, 'weavers.zip', packed({ 'novice.md': '- Weaves\n', '../expert.md': '- Weaves silk\n' }), 'application/zip');
    const alert = page.getByRole('alert');
    await alert.getByText('“weavers.zip” cannot be read').waitFor();
    expect(await alert.innerText()).toMatch(/expert\.md.*leads out of the archive/);
  });

  it('that cannot be read is refused by its name and place, and what was typed stays', async () => {
    const page = await arrive('editor', path);
    await page.getByRole('textbox').fill('Junior');
    await chooseFile(page, 'broken.csv', Buffer.from('Skill;Junior\nPlaning;planes\n"Sawing;saws\n'), 'text/csv');
    const alert = page.getByRole('alert');
    await alert.getByText('“broken.csv” cannot be read').waitFor();
    expect(await alert.innerText()).toMatch(/line 3, column 1: .*quotation mark/);
    expect(await violationsOf(page)).toEqual([]);
    await chooseFile(page, 'picture.png', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0]), 'image/png');
    await alert.getByText('“picture.png” cannot be read').waitFor();
    await chooseFile(page, 'large.csv', Buffer.from('a,b\n'.repeat(4_400_000)), 'text/csv');
    await alert.getByText('It is larger than 16 MB').waitFor();
    expect(await page.getByRole('textbox').inputValue()).toBe('Junior');
  });

  it('is told by an example, which is read without a doubt, in both languages; refusals are in the reader’s', async () => {
    const page = await arrive('editor', path);
    await page.getByText('How each kind of file is read').press('Enter');
    await page.getByText('No .xls.').waitFor();
    await page.getByRole('button', { name: 'Put an example in' }).press('Enter');
    expect(await page.getByRole('textbox').inputValue()).toContain('Level Lead');
    expect(await page.getByRole('button', { name: 'Put an example in' }).count()).toBe(0);
    await page.keyboard.press('Control+Enter');
    await page.getByRole('heading', { name: '7 competencies' }).waitFor();
    const russian = await arrive('editor', path, { locale: 'ru-RU' });
    await russian.getByRole('button', { name: 'Вставить пример' }).press('Enter');
    expect(await violationsOf(russian)).toEqual([]);
    await russian.keyboard.press('Control+Enter');
    await russian.getByRole('heading', { name: '7 компетенций' }).waitFor();
    await russian.goto(new URL(path, russian.url()).href);
    await russian.getByRole('textbox').fill('Протокол встречи');
    await russian.keyboard.press('Control+Enter');
    const refused = russian.getByRole('alert');
    await refused.getByText('Матрицу в этом прочитать не удалось').waitFor();
    await refused.getByText(/^строка 1, .*: Не найдено ни одного уровня/).waitFor();
    await refused.getByText('Исправьте это место и прочитайте ещё раз.').waitFor();
    expect(await refused.locator('[lang=en]').count()).toBe(0);
    expect(await violationsOf(russian)).toEqual([]);
  });

  it('of text that lost a level says so first and with its place, is told what the line is, and is shown as the server then reads it', async () => {
    const page = await arrive('editor', path, { width: 360, height: 740 });
    const text = 'Level Novice\nSoft skills:\n1. Asks questions.\nHard skills:\n1. Knows Git.Then asks.\nAdept\nSoft skills:\n1. Teaches.\nHard skills:\n1. Rebases.\nLevel Sage\n';
    await page.getByRole('textbox', { name: 'The text of the matrix' }).fill(text);
    await page.keyboard.press('Control+Enter');
    const lost = page.getByRole('alert').filter({ hasText: 'A level lists nothing' });
    await lost.getByRole('link', { name: 'line 11, column 1' }).waitFor();
    await page.getByText(/^1 of \d/).waitFor();
    expect(await page.locator('mark[data-here]').innerText()).toContain('Level Sage');
    await page.getByRole('button', { name: 'no heading' }).press('Enter');
    await lost.waitFor({ state: 'detached' });
    await page.getByRole('textbox', { name: 'Line', exact: true }).fill('99');
    await page.getByText('This line says nothing.').waitFor();
    await page.getByRole('textbox', { name: 'Line', exact: true }).fill('6');
    await page.getByText('“Adept” is …').waitFor();
    await page.getByRole('button', { name: 'a level', exact: true }).press('Enter');
    await page.getByRole('heading', { name: '2 corrections' }).waitFor();
    expect(await overflowOf(page)).toBeLessThanOrEqual(0);
    expect(await violationsOf(page)).toEqual([]);
    await page.getByRole('link', { name: 'On: What was understood' }).press('Enter');
    await page.getByRole('textbox', { name: /Names of the level Adept/ }).waitFor();
    await page.getByRole('radio', { name: 'Each adds to those before' }).press('Space');
    await page.getByRole('row', { name: /Asks questions/ }).getByText('Novice, Adept').waitFor();
    await page.getByRole('checkbox', { name: 'Asks questions' }).focus();
    await page.keyboard.press('x');
    await page.getByRole('checkbox', { name: 'Teaches' }).focus();
    await page.keyboard.press('x');
    await page.keyboard.press('l');
    await page.getByRole('heading', { name: '4 corrections' }).waitFor();
    await page.getByRole('button', { name: 'Take back: Line 6 is a level' }).press('Enter');
    const refused = page.getByRole('alert').filter({ hasText: 'Correction 3 does not fit' });
    await refused.getByText('lists two of them').waitFor();
    expect(await violationsOf(page)).toEqual([]);
    await refused.getByRole('button', { name: 'Take back' }).press('Enter');
    await refused.waitFor({ state: 'detached' });
    await page.getByRole('heading', { name: '2 corrections' }).waitFor();
  });

  it('that is refused as a whole is told why, and sends nobody to a place that is not told', async () => {
    const page = await arrive('editor', path);
    const refusal = { code: 'import-unreadable', detail: 'No part of it is a matrix.' };
    await page.route('**/imports', (route) => route.fulfill({ status: 422, contentType: 'application/problem+json', body: JSON.stringify(refusal) }));
    await page.getByRole('textbox').fill('Minutes of a meeting');
    await page.keyboard.press('Control+Enter');
    const refused = page.getByRole('alert');
    await refused.getByText(refusal.detail).waitFor();
    expect(await refused.innerText()).not.toMatch(/Mend it there|undefined/);
  });

  it('that waited too long is asked for again', async () => {
    const page = await arrive('editor', `${path}?step=mapping&import=00000000-0000-4000-8000-000000000000`);
    await page.getByText('this one is gone').waitFor();
  });
});
