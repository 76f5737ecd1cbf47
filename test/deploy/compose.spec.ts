import { copyFile, mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { existsSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';

import { isPinned } from './pod-faults.js';
import { run } from './program.js';
import { configUnder, readByOthers } from './service-config.js';

const deploy = fileURLToPath(new URL('../../deploy', import.meta.url));
const text = readFileSync(join(deploy, 'compose.yaml'), 'utf8');
const operations = readFileSync(join(deploy, '../docs/operations.md'), 'utf8');
const withEvents = ['matrix', 'assessment', 'reporting'];
const services = [...withEvents, 'console'];

interface ComposeService {
  readonly image: string;
  readonly build?: { readonly args: Readonly<Record<string, string>>; readonly dockerfile: string };
  readonly command?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly ports?: readonly string[];
  readonly volumes?: readonly string[];
  readonly read_only?: boolean;
  readonly cap_drop?: readonly string[];
  readonly security_opt?: readonly string[];
  readonly mem_limit?: string;
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>;
}

const composed = (filled: string) => (parse(filled, { merge: true }) as { readonly services: Readonly<Record<string, ComposeService>> }).services;

/** `${NAME}`, `${NAME:-default}` and `${NAME:?complaint}`, as compose fills them in. */
const filled = (source: string, variables: Readonly<Record<string, string>>): string =>
  source.replaceAll(/\$\{(\w+)(?::-([^}]*)|:\?[^}]*)?\}/g, (_all, name: string, fallback?: string) => {
    const value = variables[name] ?? fallback;
    if (value === undefined) throw new Error(`${name} is not set`);
    return value;
  });

const compose = await Promise.all([run('docker', ['compose', 'version']), run('docker-compose', ['version'])]).then(([plugin, alone]) => {
  if (plugin?.exitCode === 0) return ['docker', 'compose'];
  return alone?.exitCode === 0 ? ['docker-compose'] : undefined;
});
if (compose === undefined) process.stderr.write('deploy/compose.yaml is not checked by compose itself: it is not installed\n');

let folder: string;
let secrets: Readonly<Record<string, string>>;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rung-compose-'));
  await copyFile(join(deploy, 'new-env.sh'), join(folder, 'new-env.sh'));
  expect(await run('sh', [join(folder, 'new-env.sh')])).toMatchObject({ exitCode: 0, stdout: 'Wrote deploy/.env.\n' });
  const lines = (await readFile(join(folder, '.env'), 'utf8')).trim().split('\n');
  secrets = Object.fromEntries(lines.map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]));
});

afterAll(() => rm(folder, { recursive: true, force: true }));

describe('the secrets that are drawn for compose', () => {
  it('are different ones, readable by their owner alone', async () => {
    expect(new Set(Object.values(secrets)).size).toBe(6);
    expect((await stat(join(folder, '.env'))).mode & 0o077).toBe(0);
  });

  it('are never written over', async () => {
    const before = await readFile(join(folder, '.env'), 'utf8');
    expect(await run('sh', [join(folder, 'new-env.sh')])).toMatchObject({ exitCode: 0 });
    expect(await readFile(join(folder, '.env'), 'utf8')).toBe(before);
  });
});

describe('the compose file', () => {
  const all = () => Object.entries(composed(filled(text, secrets)));
  const ours = () => all().filter(([, { image }]) => image.startsWith('rung/'));

  it('is not even read without its secrets', () => expect(() => filled(text, {})).toThrow('is not set'));

  it.each(services)('gives %s an environment that it starts with, where no name is a slip and docs/operations.md has every one', async (service) => {
    const { environment = {} } = composed(filled(text, secrets))[service] as ComposeService;
    const { known, complaints } = await configUnder(service, environment);
    expect(complaints).toEqual([]);
    expect(Object.keys(environment).filter((name) => !known.includes(name) && !readByOthers.includes(name))).toEqual([]);
    expect(known.filter((name) => !operations.includes(`\`${name}\``))).toEqual([]);
  });

  it('builds the image of each service, and uses no other image of ours', () => {
    const built = all().flatMap(([name, { build, image }]) => (build === undefined ? [] : [[name, build.args['SERVICE'], image]]));
    expect(built).toEqual(services.map((service) => [service, service, `rung/${service}:0.1.0`]));
    const images = new Set(built.map(([, , image]) => image));
    expect(ours().filter(([, { image }]) => !images.has(image))).toEqual([]);
  });

  it('names a version of every image', () => expect(all().filter(([, { image }]) => !isPinned(image))).toEqual([]));

  it('publishes on loopback only', () => {
    expect(all().flatMap(([, { ports = [] }]) => ports).filter((port) => !port.startsWith('127.0.0.1:'))).toEqual([]);
  });

  it('restricts what is ours', () => {
    for (const [, { read_only, cap_drop, security_opt, mem_limit }] of ours()) {
      expect({ read_only, cap_drop, security_opt }).toEqual({ read_only: true, cap_drop: ['ALL'], security_opt: ['no-new-privileges:true'] });
      expect(mem_limit).toMatch(/^\d+m$/);
    }
  });

  it('starts a service when its database is migrated and the topics are there', () => {
    const byName = Object.fromEntries(all());
    const done = { condition: 'service_completed_successfully' };
    for (const service of services) expect(byName[service]?.depends_on).toMatchObject({ [`migrate-${service}`]: done });
    for (const service of withEvents) expect(byName[service]?.depends_on).toMatchObject({ 'create-topics': done });
  });

  it('mounts and runs files that are there', () => {
    const mounted = all().flatMap(([, { volumes = [] }]) => volumes.filter((volume) => volume.startsWith('./')).map((volume) => volume.split(':')[0] ?? ''));
    expect(mounted.filter((path) => !existsSync(join(deploy, path)))).toEqual([]);
    const run = ours().flatMap(([, { command = [] }]) => command.filter((part) => part.startsWith('/app/deploy/')));
    expect(run.filter((path) => !existsSync(join(deploy, path.slice('/app/deploy/'.length))))).toEqual([]);
  });

  it('lets Prometheus scrape each service where it listens', () => {
    const { scrape_configs } = parse(readFileSync(join(deploy, 'prometheus/prometheus.yml'), 'utf8')) as {
      scrape_configs: { job_name: string; static_configs: { targets: string[] }[] }[];
    };
    const targets = scrape_configs.map(({ job_name, static_configs }) => [job_name, static_configs.flatMap((one) => one.targets)]);
    const composedServices = composed(filled(text, secrets));
    expect(targets).toEqual(services.map((service) => [service, [`${service}:${composedServices[service]?.environment?.['METRICS_PORT']}`]]));
  });

  it('publishes the metrics of no service: who sees them as they come may learn who answers', () => {
    for (const service of services) {
      const { ports = [], environment = {} } = composed(filled(text, secrets))[service] as ComposeService;
      expect(ports).toHaveLength(1);
      expect(ports.filter((port) => port.endsWith(`:${environment['METRICS_PORT']}`))).toEqual([]);
    }
  });

  (compose === undefined ? it.skip : it)(`is one that compose itself takes${compose === undefined ? ' (left out: compose is not installed)' : ''}`, async () => {
    const [program = '', ...before] = compose ?? [];
    const ran = await run(program, [...before, '--env-file', join(folder, '.env'), '-f', join(deploy, 'compose.yaml'), 'config']);
    expect(ran).toMatchObject({ exitCode: 0, stderr: '' });
  });
});

describe('the recipe of the images', () => {
  const recipe = readFileSync(join(deploy, 'Dockerfile'), 'utf8');
  const last = recipe.slice(recipe.lastIndexOf('\nFROM '));

  it('ends in one that is not root, asks after its health and starts what the services have', () => {
    expect(last).toMatch(/^USER [1-9]\d*:[1-9]\d*$/m);
    expect(last).toMatch(/^HEALTHCHECK .*\\\n {2}CMD \["node", .*\/live/m);
    expect(last).toMatch(/^CMD \["node", "--enable-source-maps", "dist\/main\.js"\]$/m);
    for (const service of services) expect(existsSync(join(deploy, `../services/${service}/src/main.ts`))).toBe(true);
  });

  it('names the base once, with a version', () => {
    expect([...recipe.matchAll(/^FROM (\S+)/gm)].map(([, base]) => base)).toEqual(['${NODE_IMAGE}', '${NODE_IMAGE}', '${NODE_IMAGE}', '${NODE_IMAGE}']);
    expect(isPinned(/^ARG NODE_IMAGE=(\S+)$/m.exec(recipe)?.[1] ?? '')).toBe(true);
  });

  it('has a list of what is sent to the builder where the builder looks for it', () => {
    const ignored = readFileSync(join(deploy, 'Dockerfile.dockerignore'), 'utf8');
    expect(ignored).toMatch(/^\*$/m);
    expect(ignored).not.toMatch(/^!.*\.env/m);
  });
});
