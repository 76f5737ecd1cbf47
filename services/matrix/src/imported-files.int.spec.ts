import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Caller } from '@rung/testing';
import { strToU8, zipSync } from 'fflate';

import { startMatrix, type RunningMatrix } from './matrix.fixture.js';

let running: RunningMatrix;
let editor: Caller;

beforeAll(async () => {
  running = await startMatrix();
  editor = running.service.as('editor', 'matrix-editor');
});

afterAll(() => running?.close());

const importFile = (name: string, body: string | Uint8Array, type = 'application/octet-stream') =>
  editor('POST', `/matrices/imports?name=${encodeURIComponent(name)}`, { body, type });

describe('a file', () => {
  it('of two languages becomes a matrix in both', async () => {
    const csv = 'Навык,Skill,Level,Описание (ru),Description (en)\nПилить,Sawing,Junior,Пилит прямо,Saws straight\nПилить,Sawing,Senior,Учит пилить,Teaches sawing\n';
    const preview = await importFile('столяры.csv', csv, 'text/csv');
    expect(preview).toMatchObject({ status: 201, body: { format: 'csv', mappedBy: 'proposal', languages: ['ru', 'en'] } });
    const accepted = await editor('POST', `/matrices/imports/${preview.body.id}/accept`, { body: { name: 'Joiners' } });
    const grid = await editor('GET', `/matrices/joiners/versions/1?atLeast=${accepted.body.version}`);
    expect(grid.body.competencies[0].cells.map(({ statement }: { statement: object }) => statement)).toEqual([
      { ru: 'Пилит прямо', en: 'Saws straight' },
      { ru: 'Учит пилить', en: 'Teaches sawing' },
    ]);
  });

  it('of Markdown becomes a matrix; a pasted one is known by its headings, and asks where these tell nothing', async () => {
    const markdown = '---\ntitle: Turners\n---\n## Junior\n\n- **Turning**: turns a bowl\n- **Sharpening**: sharpens a gouge\n\n## Senior\n\n- **Turning**: turns a chair\n- **Sharpening**: sharpens all\n';
    const preview = await importFile('turners.md', markdown);
    expect(preview).toMatchObject({ status: 201, body: { format: 'markdown', name: 'Turners', mappedBy: 'proposal', levels: [{ names: ['Junior'] }, { names: ['Senior'] }], anomalies: [] } });
    const accepted = await editor('POST', `/matrices/imports/${preview.body.id}/accept`, { body: { name: 'Turners' } });
    const grid = await editor('GET', `/matrices/turners/versions/1?atLeast=${accepted.body.version}`);
    expect(grid.body.competencies.map(({ title }: { title: object }) => title)).toEqual([{ en: 'Turning' }, { en: 'Sharpening' }]);

    const pasted = await editor('POST', '/matrices/imports', { body: markdown.replaceAll('Junior', 'Benches of oak').replaceAll('Senior', 'Benches of ash'), type: 'text/plain' });
    expect(pasted.body).toMatchObject({ format: 'markdown', questions: [{ kind: 'mapping-needed' }], tables: [{ headers: ['##', '- …:', 'text'] }] });
    const [table] = pasted.body.tables;
    const mapping = [{ table: table.table, header: 0, columns: [{ is: 'level' }, { is: 'competency' }, { is: 'statement' }] }];
    const mapped = await editor('PUT', `/matrices/imports/${pasted.body.id}/mapping`, { body: { mapping } });
    expect(mapped.body).toMatchObject({ mappedBy: 'person', levels: [{ names: ['Benches of oak'] }, { names: ['Benches of ash'] }] });
  });

  it('of several files in a ZIP, two languages of each level, becomes one matrix in both', async () => {
    const files = { 'en/junior.md': '## Baking\n- Bakes rolls\n', 'en/senior.md': '## Baking\n- Bakes rye\n', 'ru/junior.md': '## Выпечка\n- Печёт булки\n', 'ru/senior.md': '## Выпечка\n- Печёт ржаной\n' };
    const preview = await importFile('пекари.zip', zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)]))));
    expect(preview).toMatchObject({ status: 201, body: { format: 'zip', name: 'пекари', languages: ['en', 'ru'], anomalies: [] } });
    const accepted = await editor('POST', `/matrices/imports/${preview.body.id}/accept`, { body: { name: 'Bakers' } });
    const grid = await editor('GET', `/matrices/bakers/versions/1?atLeast=${accepted.body.version}`);
    expect(grid.body.competencies[0].cells.map(({ statement }: { statement: object }) => statement)).toEqual([
      { en: 'Bakes rolls', ru: 'Печёт булки' },
      { en: 'Bakes rye', ru: 'Печёт ржаной' },
    ]);
  });

  it('of a ZIP is refused by the packed file and its line, and stores nothing', async () => {
    const before = await running.database.pool.query('select count(*) from staged_imports');
    const answer = await importFile('ladder.zip', zipSync({ 'a/junior.csv': strToU8('Skill;Junior\n"Sawing;saws\n') }));
    expect(answer).toMatchObject({ status: 422, body: { code: 'import-unreadable', errors: [{ part: 'a/junior.csv', line: 2, detail: expect.stringContaining('quotation mark') }] } });
    const bomb = await importFile('bomb.zip', zipSync({ 'junior.md': new Uint8Array(20_000_000) }, { level: 9 }));
    expect(bomb).toMatchObject({ status: 422, body: { errors: [{ part: 'junior.md', detail: expect.stringContaining('200 times') }] } });
    expect((await running.database.pool.query('select count(*) from staged_imports')).rows).toEqual(before.rows);
  });

  it('of CASE, exported from one matrix, becomes another with the same in force; a broken one is refused by its item', async () => {
    const { body: first } = await importFile('smiths.csv', 'Group,Skill,Level,Description\nHard skills,Forging,Junior,Forges a nail\nHard skills,Forging,Senior,Forges a gate\nSoft skills,Asking,Junior,Asks first\n');
    const accepted = await editor('POST', `/matrices/imports/${first.id}/accept`, { body: { name: 'Smiths' } });
    await editor('GET', `/matrices/smiths/versions/1?atLeast=${accepted.body.version}`);
    const exported = await editor('GET', '/matrices/smiths/versions/1/export?format=case');
    const text = JSON.stringify(exported.body);
    const { status, body: preview } = await importFile('smiths.json', text);
    expect([status, preview.format, preview.name]).toEqual([201, 'case', 'Smiths']);
    const grid = ({ competencies }: { competencies: { title: string; cells: { levels: string[]; statement: string }[] }[] }) => competencies.map(({ title, cells }) => [title, cells.map(({ levels, statement }) => [levels, statement])]);
    expect(grid(preview).sort()).toEqual(grid(first).sort());
    const broken = await importFile('smiths.json', text.replace('"Forges a gate"', '""'));
    expect(broken).toMatchObject({ status: 422, body: { errors: [{ cell: expect.stringMatching(/^\/CFItems\/\d\/fullStatement$/) }] } });
  });

  it('whose columns tell nothing is read as a person says, and the next of its shape as well', async () => {
    const shape = 'Was,Wann,Wer';
    const first = await importFile('a.csv', `${shape}\nSägen,Erste,Sägt gerade\nSägen,Zweite,Sägt rund\n`);
    expect(first).toMatchObject({ status: 201, body: { levels: [], questions: [{ kind: 'mapping-needed' }], tables: [{ headers: ['', '', ''], height: 3 }] } });
    const unmapped = await editor('POST', `/matrices/imports/${first.body.id}/accept`, { body: { name: 'Nothing' } });
    expect([unmapped.status, unmapped.body.code]).toEqual([422, 'matrix-unsound']);

    const columns = [{ is: 'competency' }, { is: 'level' }, { is: 'statement', language: 'de' }];
    const mapping = [{ table: 'a', header: 1, columns }];
    const mapped = await editor('PUT', `/matrices/imports/${first.body.id}/mapping`, { body: { mapping } });
    expect(mapped).toMatchObject({ status: 200, body: { id: first.body.id, mappedBy: 'person', levels: [{ names: ['Erste'] }, { names: ['Zweite'] }] } });

    const before = await importFile('a.csv', `${shape}\nHobeln,Erste,Hobelt\n`);
    expect(before.body.mappedBy).toBe('proposal');
    expect((await editor('POST', `/matrices/imports/${first.body.id}/accept`, { body: { name: 'Tischler' } })).status).toBe(201);
    const next = await importFile('b.csv', `${shape}\nHobeln,Erste,Hobelt\n`);
    expect(next.body).toMatchObject({ mappedBy: 'memory', levels: [{ names: ['Erste'] }] });
    expect((await importFile('c.csv', 'Was,Wann,Andere\nHobeln,Erste,Hobelt\n')).body.mappedBy).toBe('proposal');
  });

  it('is previewed again as long as it waits, by what was said of it last', async () => {
    const { body: first } = await importFile('f.csv', 'Welches,Stufe,Satz\nSägen,Erste,Sägt\n');
    const again = () => editor('GET', `/matrices/imports/${first.id}`);
    expect(await again()).toMatchObject({ status: 200, body: first });
    const mapping = [{ table: 'f', header: 1, columns: [{ is: 'competency' }, { is: 'level' }, { is: 'statement' }] }];
    const { body: mapped } = await editor('PUT', `/matrices/imports/${first.id}/mapping`, { body: { mapping } });
    expect((await again()).body).toEqual(mapped);
    await editor('POST', `/matrices/imports/${first.id}/accept`, { body: { name: 'Stufen' } });
    const { body: next } = await importFile('g.csv', 'Welches,Stufe,Satz\nHobeln,Erste,Hobelt\n');
    expect(next.mappedBy).toBe('memory');
    expect((await editor('GET', `/matrices/imports/${next.id}`)).body).toEqual(next);
    expect((await editor('GET', '/matrices/imports/00000000-0000-4000-8000-000000000000')).status).toBe(404);
  });

  it('is refused with its place and the way out, and stores nothing', async () => {
    const before = await running.database.pool.query('select count(*) from staged_imports');
    const answer = await importFile('ladder.csv', 'Skill;Junior\nPlaning;planes\n"Sawing;saws\nMore;words\n');
    expect(answer).toMatchObject({ status: 422, body: { code: 'import-unreadable', errors: [{ line: 3, detail: expect.stringContaining('quotation mark') }] } });
    expect((await running.database.pool.query('select count(*) from staged_imports')).rows).toEqual(before.rows);
  });

  it('of Markdown is refused by the line, wherever in it', async () => {
    const answer = await importFile('turners.md', '---\ntitle: [Turners\n---\n## Junior\n- Turns\n');
    expect(answer).toMatchObject({ status: 422, body: { code: 'import-unreadable', errors: [{ line: 3, detail: expect.stringContaining('mend it there') }] } });
  });

  it.each([
    ['gzip', [0x1f, 0x8b, 8, 0]],
    ['a PDF', [0x25, 0x50, 0x44, 0x46]],
    ['windows-1251', [...Buffer.from('Level Junior\n'), 0xcd, 0xe0]],
  ])('of %s is refused by what it is', async (_what, bytes) => {
    const answer = await importFile('matrix.csv', Uint8Array.from(bytes));
    expect(answer).toMatchObject({ status: 422, body: { code: 'import-unreadable' } });
  });

  it('larger than any matrix is refused before it is read', async () => {
    for (const type of ['text/csv', 'application/octet-stream']) {
      const answer = await importFile('large.csv', 'a,b\n'.repeat(4_400_000), type);
      expect([answer.status, answer.body.code]).toEqual([413, 'payload-too-large']);
    }
  });

  it('that is mapped by nobody who may is not', async () => {
    const { body } = await importFile('d.csv', 'Skill,Junior\nSawing,Saws\n');
    const answer = await running.service.as('stranger')('PUT', `/matrices/imports/${body.id}/mapping`, { body: { mapping: [] } });
    expect([answer.status, answer.body.code]).toEqual([403, 'forbidden']);
  });

  it('whose mapping names what it does not have keeps the one it had', async () => {
    const { body } = await importFile('e.csv', 'Skill,Junior,Senior\nSawing,Saws,Teaches\n');
    const answer = await editor('PUT', `/matrices/imports/${body.id}/mapping`, { body: { mapping: [{ table: 'other', header: 1, columns: [] }] } });
    expect(answer).toMatchObject({ status: 422, body: { code: 'import-unreadable', detail: expect.stringContaining('"e"') } });
    expect((await editor('POST', `/matrices/imports/${body.id}/accept`, { body: { name: 'Sawyers' } })).status).toBe(201);
  });
});
