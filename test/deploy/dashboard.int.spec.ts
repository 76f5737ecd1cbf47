import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startPrometheus, type RunningPrometheus } from '@rung/local-servers';
import { eventually } from '@rung/testing';
import { parse } from 'yaml';

import { askingPanels, faultsOf, metricsOf, readDashboard, substituted, type Panel } from './dashboard.js';
import { serviceNames, startServices, type RunningServices, type ServiceName } from './running-services.js';

const deploy = new URL('../../deploy/', import.meta.url);
const dashboard = readDashboard(new URL('grafana/dashboards/overview.json', deploy));
const deployed = parse(readFileSync(new URL('prometheus/prometheus.yml', deploy), 'utf8')) as {
  readonly scrape_configs: readonly { readonly job_name: string; readonly static_configs: readonly { readonly targets: readonly string[] }[] }[];
};
const jobs = deployed.scrape_configs.map(({ job_name }) => job_name);
const isOfService = (job: string): job is ServiceName => (serviceNames as readonly string[]).includes(job);
const panels = askingPanels(dashboard);
const queries = panels.flatMap(({ title, targets = [] }) => targets.map(({ refId, expr }) => ({ panel: title, refId, expr })));

describe('the overview dashboard, as a file', () => {
  it.each(panels)('$title has a unit, a description and the data source of the variable', (panel) => expect(faultsOf(panel)).toEqual([]));

  it('has a name that links can rely on, and variables to choose by', () => {
    expect(dashboard.uid).toBe('rung-overview');
    expect(dashboard.templating.list.map(({ name, type }) => [name, type])).toEqual([['datasource', 'datasource'], ['service', 'query']]);
    expect(dashboard.annotations.list.every(({ datasource }) => datasource.uid === '${datasource}')).toBe(true);
  });

  it('has no two panels with one id or in one place', () => {
    const ids = dashboard.panels.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    const overlaps = dashboard.panels.flatMap((a, at) => dashboard.panels.slice(at + 1).filter((b) => overlap(a, b)).map((b) => [a.title, b.title]));
    expect(overlaps).toEqual([]);
  });

  it('would be caught without a unit, without a description, with a data source of its own, with a range of its own', () => {
    const [good] = panels as [Panel];
    const expr = 'rate(rung_relay_errors_total{job=~"$service"}[5m])';
    expect(faultsOf({ ...good, fieldConfig: { defaults: {} } })).toEqual(['has no unit']);
    expect(faultsOf({ ...good, description: ' ' })).toEqual(['has no description']);
    expect(faultsOf({ ...good, datasource: { type: 'prometheus', uid: 'P1809F7CD0C75ACF3' } })).toEqual(['names a data source of its own']);
    expect(faultsOf({ ...good, targets: [{ refId: 'A', datasource: good.datasource, expr }] })).toEqual(['A has a range of its own in place of $__rate_interval']);
    expect(faultsOf({ ...good, targets: [{ refId: 'A', datasource: good.datasource, expr: 'up' }] })).toEqual(['A does not go by the variable service']);
  });
});

const overlap = ({ gridPos: a }: Panel, { gridPos: b }: Panel): boolean => a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;

describe('the overview dashboard, over services at work', () => {
  let dir: string;
  let services: RunningServices;
  let prometheus: RunningPrometheus;
  let isOver = false;
  let calling: Promise<void> | undefined;
  let refusal: unknown;

  const ask = async <Answer>(path: string, parameters: Readonly<Record<string, string>> = {}): Promise<Answer> => {
    const answer = await fetch(`${prometheus.url}/api/v1/${path}?${new URLSearchParams(parameters)}`);
    const { status, data, error } = (await answer.json()) as { status: string; data: Answer; error?: string };
    if (status !== 'success') throw new Error(error);
    return data;
  };
  /** The series that answer with a number. */
  const numbers = async (expr: string): Promise<number> => {
    const query = substituted(expr, { services: serviceNames, rateInterval: '10s' });
    const { result } = await ask<{ result: { value: [number, string] }[] }>('query', { query });
    return result.filter(({ value: [, text] }) => text !== 'NaN').length;
  };

  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'rung-dashboard-'));
    services = await startServices();
    // The jobs as they are deployed, at the addresses of this test.
    const scrape_configs = jobs.filter(isOfService).map((job_name) => ({
      job_name,
      static_configs: [{ targets: [new URL(services.urls[job_name]).host] }],
    }));
    prometheus = await startPrometheus({ dir, config: { global: { scrape_interval: '1s', scrape_timeout: '1s' }, scrape_configs } });
    const keepCalling = async () => {
      while (!isOver) {
        await services.call();
        await pause(300);
      }
    };
    calling = keepCalling().catch((error: unknown) => void (refusal = error));
  }, 300_000);

  afterAll(async () => {
    isOver = true;
    await calling;
    await prometheus?.stop();
    await services?.stop();
    await rm(dir, { recursive: true, force: true });
  }, 300_000);

  it('is fed by a job for each service', async () => {
    expect(jobs).toEqual(serviceNames);
    await eventually(async () => expect(await numbers('up{job=~"$service"} == 1')).toBe(serviceNames.length));
  });

  it('offers every service to choose', async () => {
    const found = dashboard.templating.list.map(({ query }) => /^label_values\((\w+), (\w+)\)$/.exec(typeof query === 'string' ? query : query.query));
    const [, metric = '', label = ''] = found.find((match) => match !== null) ?? [];
    const values = await eventually(async () => {
      const known = await ask<string[]>(`label/${label}/values`, { 'match[]': metric });
      expect(known).toHaveLength(serviceNames.length);
      return known;
    });
    expect(values).toEqual([...serviceNames].sort());
  });

  it.each(queries)('$panel ($refId) has an answer', async ({ expr }) => {
    const patience = { timeoutMs: 90_000, everyMs: 250 };
    await eventually(async () => expect(await numbers(expr)).toBeGreaterThan(0), patience);
    expect(await ask<string[]>('label/__name__/values')).toEqual(expect.arrayContaining([...metricsOf(expr)]));
  });

  it('would be caught with a metric that nobody has', async () => {
    const expr = 'sum(rate(rung_nonesuch_total{job=~"$service"}[$__rate_interval]))';
    expect(await numbers(expr)).toBe(0);
    expect(metricsOf(expr)).toEqual(['rung_nonesuch_total']);
    expect(await ask<string[]>('label/__name__/values')).not.toContain('rung_nonesuch_total');
  });

  it('looked at services through which events went from log to view', async () => {
    const went = ['rung_relay_published_total{job="assessment"} > 0', 'rung_projection_position{job="reporting"} > 0', 'rung_eventstore_head_position{job="matrix"} > 0'];
    await eventually(async () => expect(await Promise.all(went.map(numbers))).not.toContain(0), { timeoutMs: 90_000 });
    expect(refusal).toBeUndefined();
  });

  it('looked at no metric that docs/operations.md does not list, nor does that list one that is not there', async () => {
    const scraped = await Promise.all(Object.values(services.urls).map(async (url) => (await fetch(`${url}/metrics`)).text()));
    const there = new Set(scraped.flatMap((text) => [...text.matchAll(/^# TYPE ((?:rung|http_server)_\w+) /gm)].map(([, name]) => name)));
    const operations = readFileSync(new URL('../docs/operations.md', deploy), 'utf8');
    const table = operations.split('\n').filter((line) => /^\| `(rung|http_server)_/.test(line));
    const series = table.filter((line) => /\| (histogram|counter|gauge)/.test(line)).flatMap((line) => line.split(' | ')[0] ?? '');
    expect(new Set(series.join().match(/(rung|http_server)_\w+/g))).toEqual(there);
  });

  it.each(dashboard.annotations.list)('marks $name', async ({ expr }) => {
    await eventually(async () => expect(await numbers(expr)).toBe(serviceNames.length), { timeoutMs: 90_000 });
  });
});
