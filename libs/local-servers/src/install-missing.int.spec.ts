import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { installMissing } from './install-missing.js';

const asRoot = process.getuid?.() === 0 ? it : it.skip;

describe('installing what is missing', () => {
  const { PATH: path, CHROMIUM_PATH: chromium } = process.env;
  let dir: string;
  let told: string[];
  const missing = async (): Promise<string[]> =>
    (await installMissing((note) => told.push(note))).map(({ server }) => server);
  beforeEach(async () => {
    told = [];
    delete process.env['CHROMIUM_PATH'];
    dir = await mkdtemp(join(tmpdir(), 'rung-install-'));
  });
  afterEach(async () => {
    process.env['PATH'] = path;
    if (chromium !== undefined) process.env['CHROMIUM_PATH'] = chromium;
    await rm(dir, { recursive: true });
  });

  it('does nothing, and names it, where no package manager is known', async () => {
    process.env['PATH'] = dir;
    expect(await missing()).toEqual(['Redis', 'Prometheus', 'Chromium']);
    expect(told).toEqual([]);
  });

  asRoot('asks for the packages that lack, and believes what is there afterwards, not the package manager', async () => {
    // The package manager of a machine is no place for a test: this one writes down what it was asked and installs one of three.
    const log = join(dir, 'asked');
    const installed = join(dir, 'redis-server');
    const script = `#!/bin/sh\necho "$@" >> ${log}\n[ "$1" = update ] || { : > ${installed}; /bin/chmod 755 ${installed}; }\n`;
    await writeFile(join(dir, 'apt-get'), script);
    await chmod(join(dir, 'apt-get'), 0o755);
    process.env['PATH'] = dir;
    expect(await missing()).toEqual(['Prometheus', 'Chromium']);
    expect(await readFile(log, 'utf8')).toBe(`update\n${['redis-server', 'prometheus', 'chromium-headless-shell'].map((name) => `install -y --no-install-recommends ${name}\n`).join('')}`);
    expect(told).toEqual(['Installing redis-server, prometheus, chromium-headless-shell with apt-get.']);
  });

  asRoot('asks for the lighter Chromium where there is a whole one, which will do without', async () => {
    for (const name of ['redis-server', 'prometheus', 'chromium', 'apt-get']) {
      await writeFile(join(dir, name), '#!/bin/sh\n');
      await chmod(join(dir, name), 0o755);
    }
    process.env['PATH'] = dir;
    expect(await missing()).toEqual([]);
    expect(told).toEqual(['Installing chromium-headless-shell with apt-get.']);
  });
});
