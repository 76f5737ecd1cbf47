import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import ts from 'typescript';

import { benchFolder } from './bench-folder.js';

const benchOf = (name: string, aim: string, theirs: number) => `
  import { compare } from '../bench-result.js';
  export const name = '${name}';
  export const results = async ({ progress, isLong }) => {
    progress(isLong ? 'a long one' : 'a short one');
    return [await compare({ name, unit: 'ops/s', aim: '${aim}', rounds: 3, ours: async () => 1500, theirs: async () => ${theirs} })];
  };`;

/** A copy of the runner with benches of its own, laid out as a build lays it out. */
describe('the bench runner', () => {
  let folder = '';
  const build = (source: string, target: string) => {
    const { outputText } = ts.transpileModule(source, { compilerOptions: { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2023 } });
    mkdirSync(join(target, '..'), { recursive: true });
    writeFileSync(target, outputText);
  };
  const addBench = (topic: string, name: string, source: string) => {
    mkdirSync(join(folder, 'bench', topic), { recursive: true });
    writeFileSync(join(folder, 'bench', topic, `${name}.bench.ts`), source);
    build(source, join(folder, 'dist/bench', topic, `${name}.bench.js`));
  };
  const bench = (...args: string[]) =>
    new Promise<{ code: number; stdout: string; stderr: string }>((resolve) => {
      const child = execFile(process.execPath, ['dist/bench/run.js', ...args], { cwd: folder }, (_, stdout, stderr) => resolve({ code: child.exitCode ?? -1, stdout, stderr }));
    });

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'rung-bench-'));
    writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
    cpSync(join(benchFolder, 'peers/package.json'), join(folder, 'bench/peers/package.json'));
    for (const file of readdirSync(benchFolder).filter((name) => name.endsWith('.ts') && !name.includes('.spec.'))) {
      build(readFileSync(join(benchFolder, file), 'utf8'), join(folder, 'dist/bench', basename(file, '.ts') + '.js'));
    }
    addBench('pace', 'quick', benchOf('quick', '>= 0.6', 2000));
    addBench('pace', 'slow', benchOf('slow', '>= 0.6', 10_000));
    addBench('faults', 'broken', "export const name = 'broken'; export const results = async () => { throw new Error('no server'); };");
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('prints both medians, their ratio and the aim', async () => {
    const { code, stdout } = await bench('quick');
    expect(code).toBe(0);
    expect(stdout).toMatch(/✓ +quick +1,500 +2,000 +ops\/s +0\.75 +>= 0\.6/);
  });

  it('writes JSON and nothing else when asked to', async () => {
    const { stdout, stderr } = await bench('quick', '--json', '--long');
    const samples = { ours: [1500, 1500, 1500], theirs: [2000, 2000, 2000] };
    expect(JSON.parse(stdout)).toEqual({ results: [{ name: 'quick', ours: 1500, theirs: 2000, unit: 'ops/s', ratio: 0.75, aim: '>= 0.6', samples }] });
    expect(stderr).toContain('a long one');
  });

  it('ends with 1 when an aim is missed', async () => {
    const { code, stdout } = await bench('slow');
    expect(code).toBe(1);
    expect(stdout).toMatch(/✗ +slow/);
  });

  it('names a bench that could not run, and runs the others', async () => {
    const { code, stdout, stderr } = await bench('broken', 'quick');
    expect(code).toBe(1);
    expect(stderr).toContain('broken could not run: Error: no server');
    expect(stdout).toContain('quick');
  });

  it('refuses a name that it does not know, and says which it knows', async () => {
    const { code, stdout, stderr } = await bench('nonesuch');
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain('There are: broken, quick, slow, faults (all in it), pace (all in it).');
  });

  it('runs all benches of a folder by its name', async () => {
    const { stdout } = await bench('pace', '--json');
    const { results } = JSON.parse(stdout) as { results: { name: string }[] };
    expect(results.map(({ name }) => name)).toEqual(['quick', 'slow']);
  });
});
