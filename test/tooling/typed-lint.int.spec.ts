import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { repositoryRoot } from '../repository-root.js';

const faults = {
  'no-floating-promises': 'async function save(): Promise<void> {}\nsave();\n',
  'no-misused-promises': 'async function isKnown(): Promise<boolean> { return true; }\nexport const known = isKnown() ? 1 : 2;\nexport const all = [1].filter(async () => true);\n',
  'await-thenable': 'export const one = async (): Promise<number> => await 1;\n',
  'switch-exhaustiveness-check': "export function of(kind: 'a' | 'b'): number {\n  switch (kind) {\n    case 'a':\n      return 1;\n  }\n  return 2;\n}\n",
};

describe('the rules that need types', () => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'rung-lint-'));
    await writeFile(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions: { strict: true, target: 'es2022', lib: ['es2022'], module: 'esnext', types: [] }, include: ['*.ts'] }));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  const linted = (file: string) =>
    new Promise<string>((resolve) => {
      const words = [join(repositoryRoot, 'node_modules/oxlint/bin/oxlint'), '--config', join(repositoryRoot, '.oxlintrc.json'), '--format', 'unix', file];
      execFile(process.execPath, words, { cwd: folder, env: { ...process.env, NODE_OPTIONS: '' } }, (_error, stdout) => resolve(stdout));
    });

  it.each(Object.entries(faults))('find a fault against %s', async (rule, code) => {
    await writeFile(join(folder, `${rule}.ts`), code);
    expect(await linted(`${rule}.ts`)).toContain(`typescript(${rule})`);
  });

  it('find none where there is none', async () => {
    await writeFile(join(folder, 'sound.ts'), 'export const one = async (): Promise<number> => 1;\n');
    expect(await linted('sound.ts')).not.toContain('Error');
  });
});
