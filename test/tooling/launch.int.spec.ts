import { spawn } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

const root = fileURLToPath(new URL('../..', import.meta.url));

interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

describe('the launcher', () => {
  let workspace = '';
  const greeting = () => join(workspace, 'libs/words/src/greeting.ts');
  const write = (path: string, text: string) => mkdir(join(path, '..'), { recursive: true }).then(() => writeFile(path, text));

  /** Two projects, one on the other, in a workspace whose launcher and compiler are the real ones. */
  beforeAll(async () => {
    workspace = await mkdtemp(join(tmpdir(), 'rung-launch-'));
    await cp(join(root, 'services/cli/bin'), join(workspace, 'services/cli/bin'), { recursive: true });
    await cp(join(root, 'tsconfig.base.json'), join(workspace, 'tsconfig.base.json'));
    await write(join(workspace, 'package.json'), JSON.stringify({ type: 'module', engines: { node: '>=20.19' } }));
    await write(join(workspace, 'node_modules/.package-lock.json'), '{}');
    await symlink(join(root, 'node_modules/typescript-7'), join(workspace, 'node_modules/typescript-7'));
    await symlink(join(root, 'node_modules/@types'), join(workspace, 'node_modules/@types'));
    await symlink(join(root, 'node_modules/undici-types'), join(workspace, 'node_modules/undici-types'));
    const project = (references: string[]) =>
      JSON.stringify({
        extends: '../../tsconfig.base.json',
        compilerOptions: { rootDir: 'src', outDir: 'dist', tsBuildInfoFile: 'dist/tsconfig.tsbuildinfo' },
        include: ['src'],
        references: references.map((path) => ({ path })),
      });
    await write(join(workspace, 'libs/words/tsconfig.json'), project([]));
    await write(join(workspace, 'services/greeter/tsconfig.json'), project(['../../libs/words']));
    await write(
      join(workspace, 'services/greeter/src/main.ts'),
      `import { greeting } from '../../../libs/words/dist/greeting.js';
       process.once('SIGTERM', () => { console.log('bye'); process.exit(7); });
       console.log(JSON.stringify({ greeting, pid: process.pid, cwd: process.cwd(), args: process.argv.slice(2) }));
       if (process.argv.includes('--stay')) setInterval(() => undefined, 1000);\n`,
    );
  });
  afterAll(() => rm(workspace, { recursive: true, force: true }));
  beforeEach(() => write(greeting(), "export const greeting: string = 'hello';\n"));

  const start = (...args: string[]) => spawn(process.execPath, ['services/cli/bin/launch.js', 'services/greeter', 'main', ...args], { cwd: workspace });
  const end = (child: ReturnType<typeof start>) =>
    new Promise<Ended>((resolve) => {
      let [stdout, stderr] = ['', ''];
      child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
      child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
      child.once('close', (code, signal) => resolve({ code, signal, stdout, stderr }));
    });
  const launch = (...args: string[]) => end(start(...args));

  it('compiles what changed, and leaves stdout to the program', async () => {
    const first = await launch('--flag', 'x');
    expect(first).toMatchObject({ code: 0, stderr: expect.stringContaining('Compiling services/greeter') });
    expect(JSON.parse(first.stdout)).toMatchObject({ greeting: 'hello', args: ['--flag', 'x'] });

    await write(greeting(), "export const greeting: string = 'good morning';\n");
    const changed = await launch();
    expect(JSON.parse(changed.stdout)).toMatchObject({ greeting: 'good morning' });
  });

  it('compiles nothing when nothing changed', async () => {
    await launch();
    expect(await launch()).toMatchObject({ code: 0, stderr: '' });
  });

  it('compiles again when an output folder is gone', async () => {
    await launch();
    await rm(join(workspace, 'libs/words/dist'), { recursive: true });
    expect(await launch()).toMatchObject({ code: 0, stderr: expect.stringContaining('Compiling') });
  });

  it('says on stderr what does not compile, and runs nothing, however often it is asked', async () => {
    await write(greeting(), 'export const greeting: string = 5;\n');
    for (const attempt of [await launch(), await launch()]) {
      expect(attempt).toMatchObject({ code: 1, stdout: '' });
      expect(attempt.stderr).toContain("Type 'number' is not assignable to type 'string'");
    }
  });

  it('compiles once when two start together', async () => {
    await launch();
    await write(greeting(), "export const greeting: string = 'hello, both';\n");
    const both = await Promise.all([launch(), launch()]);
    expect(both.map(({ stdout }) => (JSON.parse(stdout) as { greeting: string }).greeting)).toEqual(['hello, both', 'hello, both']);
    expect(both.filter(({ stderr }) => stderr.includes('Compiling'))).toHaveLength(1);
  });

  describe('of a project with a page', () => {
    const page = () => join(workspace, 'services/greeter/web');
    beforeEach(async () => {
      await write(join(workspace, 'node_modules/vite/bin/vite.js'), await readFile(join(root, 'test/tooling/page-builder.js'), 'utf8'));
      await write(join(page(), 'vite.config.ts'), 'export default {};\n');
      await write(join(page(), 'src/main.ts'), 'document.title = "hello";\n');
      await write(join(workspace, 'libs/matrix-model/src/index.ts'), 'export {};\n');
    });
    afterEach(() => rm(page(), { recursive: true, force: true }));

    it('builds the page where it never was, where a source of it changed, and not otherwise', async () => {
      expect((await launch()).stderr).toMatch(/Building the page …\n$/);
      expect((await launch()).stderr).toBe('');
      await write(join(page(), 'src/main.ts'), 'document.title = "good morning";\n');
      expect((await launch()).stderr).toBe('Building the page …\n');
      expect(await readFile(join(page(), 'dist/index.html'), 'utf8')).toContain('good morning');
    });

    it('builds the page as it is served, whatever the program is started for', async () => {
      await end(spawn(process.execPath, ['services/cli/bin/launch.js', 'services/greeter', 'main'], { cwd: workspace, env: { ...process.env, NODE_ENV: 'test' } }) as ReturnType<typeof start>);
      expect(await readFile(join(page(), 'dist/index.html'), 'utf8')).toContain('made for production');
    });

    it('runs without it, and says so, where it does not build or nothing is there to build it with', async () => {
      await write(join(page(), 'src/main.ts'), 'fail');
      expect(await launch()).toMatchObject({ code: 0, stderr: expect.stringContaining('The page did not build') });
      await rm(join(workspace, 'node_modules/vite'), { recursive: true });
      expect(await launch()).toMatchObject({ code: 0, stderr: expect.stringContaining('npm ci --loglevel=notice') });
    });
  });

  it('takes over the lock of a builder that was killed', async () => {
    const gone = spawn(process.execPath, ['-e', '']);
    await new Promise((resolve) => gone.once('close', resolve));
    await write(join(workspace, 'node_modules/.rung-build'), String(gone.pid));
    await write(greeting(), "export const greeting: string = 'after a kill';\n");
    expect(await launch()).toMatchObject({ code: 0 });
    await expect(readFile(join(workspace, 'node_modules/.rung-build'))).rejects.toThrow('ENOENT');
  });

  it('is the program: one pid, and signals arrive', async () => {
    const child = start('--stay');
    const ended = end(child);
    await new Promise((resolve) => child.stdout.once('data', resolve));
    child.kill('SIGTERM');
    const { code, stdout } = await ended;
    expect(code).toBe(7);
    expect(JSON.parse(stdout.split('\n')[0] ?? '')).toMatchObject({ pid: child.pid });
  });

  it('runs the command line where npm was called, and other programs where npm runs them', async () => {
    const cwdAs = async (script: string) => {
      const env = { ...process.env, INIT_CWD: join(workspace, 'libs'), npm_lifecycle_event: script };
      const child = spawn(process.execPath, ['services/cli/bin/launch.js', 'services/greeter', 'main'], { cwd: workspace, env });
      return (JSON.parse((await end(child as ReturnType<typeof start>)).stdout) as { cwd: string }).cwd;
    };
    expect(await cwdAs('rung')).toBe(join(workspace, 'libs'));
    expect(await cwdAs('start')).toBe(workspace);
  });

  it('says how to install when nothing is installed', async () => {
    const bare = await mkdtemp(join(tmpdir(), 'rung-bare-'));
    await cp(join(workspace, 'services/cli/bin'), join(bare, 'services/cli/bin'), { recursive: true });
    await cp(join(workspace, 'package.json'), join(bare, 'package.json'));
    const child = spawn(process.execPath, ['services/cli/bin/launch.js', 'services/greeter', 'main'], { cwd: bare });
    const ended = await end(child as ReturnType<typeof start>);
    await rm(bare, { recursive: true });
    expect(ended).toMatchObject({ code: 1, stdout: '', stderr: expect.stringContaining('npm ci --loglevel=notice') });
  });

  it('names the Node version that is needed when this one is older', async () => {
    const strict = await mkdtemp(join(tmpdir(), 'rung-node-'));
    await cp(join(workspace, 'services/cli/bin'), join(strict, 'services/cli/bin'), { recursive: true });
    await writeFile(join(strict, 'package.json'), JSON.stringify({ type: 'module', engines: { node: '>=99.5' } }));
    const ended = await end(spawn(process.execPath, ['services/cli/bin/launch.js', 'services/greeter', 'main'], { cwd: strict }) as ReturnType<typeof start>);
    await rm(strict, { recursive: true });
    expect(ended).toMatchObject({ code: 1, stdout: '', stderr: expect.stringContaining('needs Node 99.5') });
  });
});
