import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { strToU8, zipSync } from 'fflate';

import { rung } from '../rung.js';

const seed = fileURLToPath(new URL('../../../../docs/examples/python-developer-matrix.ru.txt', import.meta.url));
let folder: string;
beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), 'rung-preview-'))));
afterAll(() => rm(folder, { recursive: true }));

async function run(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  const said = { out: '', err: '' };
  const into = (name: 'out' | 'err') => new Writable({ write: (chunk, _, done) => ((said[name] += String(chunk)), done()) });
  const code = await rung(['matrix', ...args], { out: into('out'), err: into('err') });
  return { code, ...said };
}

describe('rung matrix preview', () => {
  it('answers with JSON and nothing else', async () => {
    const { code, out, err } = await run('preview', seed, '--json');
    expect([code, err]).toEqual([0, '']);
    const preview = JSON.parse(out) as Record<string, unknown>;
    expect(Object.keys(preview)).toEqual(expect.arrayContaining(['levels', 'competencies', 'terms', 'anomalies']));
    expect(preview['levels']).toHaveLength(5);
    expect((await run('preview', seed, '--json')).out).toBe(out);
  });

  it('has the keys that scripts rely on, and says which are beside them', async () => {
    const preview = JSON.parse((await run('preview', seed, '--json')).out) as { levels: { groups: { hard: object } }[]; competencies: { cells: object[] }[]; terms: object[]; anomalies: object[] };
    const keys = (value: object | undefined) => Object.keys(value ?? {}).sort();
    expect(keys(preview)).toEqual(['anomalies', 'competencies', 'format', 'language', 'languages', 'levels', 'questions', 'reading', 'terms']);
    expect(keys(preview.levels[0])).toEqual(['groups', 'names']);
    expect(keys(preview.levels[0]?.groups)).toEqual(['hard', 'soft']);
    expect(keys(preview.levels[0]?.groups.hard)).toEqual(['inForce', 'own', 'sameAs']);
    expect(keys(preview.competencies[0])).toEqual(['cells', 'group', 'id', 'title']);
    expect(keys(preview.competencies[0]?.cells[0])).toEqual(['evidenceRequired', 'levels', 'mustHave', 'questions', 'statement']);
    expect(keys(preview.terms[0])).toEqual(['definition', 'measure', 'word']);
    expect(keys(preview.anomalies[0])).toEqual(['column', 'end', 'kind', 'line', 'message', 'words']);
  });

  it('shows a person the grid and what looks wrong', async () => {
    const { code, out } = await run('preview', seed);
    expect(code).toBe(0);
    expect(out).toContain('5 levels, 54 competencies, language ru, complete lists');
    expect(out).toMatch(/Многозадачность +● +━ +━ +━ +━ +mnogozadachnost$/m);
    expect(out).toMatch(/in force \(listed\) +7 \(7\) +8 \(8\) +13 \(13\) +14 \(14\) +14 = Senior$/m);
    expect(out).toContain(`${seed}:1:2710: near-duplicate:`);
    expect(out).toContain('Многозадачность (оптимально 2, максимально 5)');
  });

  it('shows a person the ids that answers are given under', async () => {
    const { competencies } = JSON.parse((await run('preview', seed, '--json')).out) as { competencies: { id: string }[] };
    const lines = (await run('preview', seed)).out.split('\n');
    for (const { id } of competencies) expect(lines.filter((line) => line.endsWith(`  ${id}`))).toHaveLength(1);
  });

  it('shows a person which cells are the same as another level’s', async () => {
    const file = join(folder, 'referring.csv');
    await writeFile(file, 'Skill,Junior,Middle,Senior\nTesting,Tests,Plans tests,same as Junior\n');
    expect((await run('preview', file)).out).toMatch(/Testing +● +▲ +=/m);
  });

  it('asks when the levels look reversed', async () => {
    const file = join(folder, 'reversed.txt');
    await writeFile(file, 'Level Senior\nHards:\n1. Designs\nLevel Junior\nHards:\n1. Codes\n');
    expect((await run('preview', file)).out).toContain('should it be reversed?');
  });

  it('refuses what is no matrix, with its place', async () => {
    const file = join(folder, 'noise.txt');
    await writeFile(file, 'nothing here');
    const { code, out, err } = await run('preview', file, '--json');
    expect(code).toBe(1);
    expect(err).toContain(`${file}:1:1: no level was found`);
    expect(JSON.parse(out)).toMatchObject({ code: 'import-unreadable', errors: [{ file, line: 1, column: 1 }] });
  });

  it('reads a table, and reads it again by what a person says of its columns', async () => {
    const file = join(folder, 'ladder.csv');
    await writeFile(file, 'Was,Wann,Wer\nSawing,Erste,Saws straight\nSawing,Zweite,Saws curves\n');
    const first = JSON.parse((await run('preview', file, '--json')).out) as { questions: { kind: string }[]; mapping: { columns: object[] }[] };
    expect(first.questions.map(({ kind }) => kind)).toEqual(['mapping-needed']);
    const mapping = join(folder, 'mapping.json');
    await writeFile(mapping, JSON.stringify([{ ...first.mapping[0], header: 1, columns: [{ is: 'competency' }, { is: 'level' }, { is: 'statement' }] }]));
    const { out } = await run('preview', file, '--mapping', mapping);
    expect(out).toMatch(/2 levels, 1 competency/);
    expect(out).toMatch(/Sawing +● +▲ +sawing$/m);
  });

  it('reads Markdown, by its name or as it is said to be', async () => {
    const file = join(folder, 'ladder.md');
    await writeFile(file, '---\ntitle: Sawyers\n---\n# Sawing\n\n## Junior\n\n- Saws straight\n\n## Senior\n\n- Saws curves\n');
    expect((await run('preview', file)).out).toMatch(/Sawing +● +▲ +sawing$/m);
    const unnamed = join(folder, 'ladder');
    await writeFile(unnamed, '- **Sawing**: Junior\n');
    expect(JSON.parse((await run('preview', unnamed, '--format', 'markdown', '--json')).out)).toMatchObject({ format: 'markdown', questions: [{ kind: 'mapping-needed' }] });
  });

  it('reads a ZIP, and refuses one by the file at fault in it', async () => {
    const file = join(folder, 'ladder.zip');
    await writeFile(file, zipSync({ 'junior.md': strToU8('## Sawing\n\n- Saws straight\n'), 'senior.md': strToU8('## Sawing\n\n- Saws curves\n') }));
    expect((await run('preview', file)).out).toMatch(/Sawing +● +▲ +sawing$/m);
    await writeFile(file, zipSync({ '../junior.md': strToU8('- Saws\n') }));
    const { code, err } = await run('preview', file);
    expect([code, err]).toEqual([1, expect.stringContaining(`${file}:../junior.md:1:1: this name leads out`)]);
  });

  it('reads a CASE package, as our own export is one', async () => {
    const file = join(folder, 'package.json');
    await writeFile(file, (await run('export', seed, '--format', 'case')).out);
    const read = JSON.parse((await run('preview', file, '--format', 'case', '--json')).out) as { format: string; levels: unknown[]; competencies: unknown[] };
    expect([read.format, read.levels.length, read.competencies.length]).toEqual(['case', 5, 54]);
  });

  it('says what is wrong with a mapping', async () => {
    const file = join(folder, 'ladder.csv');
    const mapping = join(folder, 'wrong.json');
    await writeFile(mapping, '[{"table": "ladder", "header": 1, "columns": [{"is": "nonsense"}]}]');
    const { code, err } = await run('preview', file, '--mapping', mapping);
    expect([code, err]).toEqual([1, expect.stringContaining(`${mapping}: /0/columns/0/is`)]);
  });

  it('says that a file is missing', async () => {
    const { code, err } = await run('preview', join(folder, 'none.txt'));
    expect([code, err]).toEqual([1, expect.stringContaining('there is no such file')]);
  });

  it('knows wrong usage, and helps', async () => {
    expect((await run('preview')).code).toBe(2);
    expect((await run('preview', seed, '--loud')).code).toBe(2);
    const help = await run('preview', '--help');
    expect([help.code, help.out]).toEqual([0, expect.stringContaining('Exit codes')]);
  });
});

describe('rung matrix export', () => {
  it('writes what it reads back as the same', async () => {
    const [json, yaml] = [join(folder, 'matrix.json'), join(folder, 'matrix.yaml')];
    await writeFile(json, (await run('export', seed)).out);
    await writeFile(yaml, (await run('export', json, '--format', 'yaml')).out);
    const { code, out, err } = await run('export', yaml, '--format', 'json');
    expect([code, err]).toEqual([0, '']);
    expect(JSON.parse(out)).toEqual(JSON.parse((await run('export', seed, '--format', 'json')).out));
    expect((JSON.parse(out) as { competencies: object[] }).competencies).toHaveLength(54);
  });

  it.each([
    ['csv', '\ufeff"level"'],
    ['markdown', '---\nlanguages: '],
    ['html', '<!DOCTYPE html>'],
    ['case', '{\n"CFDocument": {'],
    ['xlsx', 'PK'],
  ])('writes %s', async (format, beginning) => expect((await run('export', seed, '--format', format)).out.startsWith(beginning)).toBe(true));

  it('refuses a language that the matrix lacks, naming those that it has', async () => {
    const { code, err } = await run('export', seed, '--language', 'de');
    expect([code, err]).toEqual([2, expect.stringContaining('--language takes ru')]);
  });

  it('refuses what holds no matrix, and formats that there are not', async () => {
    const file = join(folder, 'no-matrix.yaml');
    await writeFile(file, 'name: x');
    expect((await run('export', file)).code).toBe(1);
    await writeFile(file, 'a: [');
    expect((await run('export', file)).code).toBe(1);
    expect((await run('export', seed, '--format', 'pdf')).code).toBe(2);
  });
});
