import { readFile } from 'node:fs/promises';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventCatalogue } from '@rung/contracts';
import { chromiumForTests } from '@rung/testing';

import { launch } from '../console/browser.js';
import { walkThrough } from '../console/walk-through.js';
import { asCloudEvent } from '../contracts/as-cloud-event.js';
import { currentFolder, readPublished } from '../contracts/contract-files.js';
import { asyncApiCheck, recordCheck } from '../contracts/published-schemas.js';
import { editMatrix } from '../contracts/edited-matrix.js';
import { countGrades } from '../contracts/events-example.js';
import { brokerOf } from '../contracts/recording.js';
import { cancelSecondCycle } from '../contracts/second-cycle.js';
import { asSample, recordsOnTopics } from '../contracts/topic-records.js';
import { askOnce } from './databases.js';
import { isAlive, processesOf } from './processes.js';
import { copyOfTheDemo, toldByTheDemo } from './prepared-demo.js';
import { Stage, type RungChild } from './rung-child.js';
import { distributedPlaces, gradesByKey, read, standalonePlaces, tokenOf } from './visitor.js';

const minutes = 60_000;
/** Enough for every kind of review; that 120 are told by the same program is held where the demo is made up. */
const people = 24;
const stage = new Stage();
afterAll(() => stage.clear(), 5 * minutes);

let told: string;
let inOneProcess: ReadonlyMap<string, string>;

describe('the demo', () => {
  it('is told once as JSON and nothing else, with at least three grades', async () => {
    const dataDir = await stage.directory();
    await copyOfTheDemo(people, dataDir);
    told = await toldByTheDemo(people);
    expect(told).toMatch(/^\{"grades":\[.*\]\}\n$/);
    const { grades } = JSON.parse(told) as { grades: { person: string; grade: string | null }[] };
    expect(grades).toHaveLength(people);
    expect(grades).toEqual([...grades].sort((a, b) => (a.person < b.person ? -1 : 1)));
    expect(new Set(grades.map(({ grade }) => grade)).size).toBeGreaterThanOrEqual(3);
    expect(grades.some(({ grade }) => grade === null)).toBe(true);

    const again = stage.start('start', ['--json', '--port', '0', '--data', dataDir]);
    await again.says(/Stop with Ctrl-C/, 5 * minutes);
    expect(again.stdout).toBe(told);
    const [, url = ''] = await again.says(/(http:\/\/\S+)\/docs/, 1_000);
    inOneProcess = await gradesByKey(standalonePlaces(url));
    expect(await again.stop()).toEqual({ code: 0, signal: null });
  }, 20 * minutes);

  describe('as separate processes over Kafka, Redis and PostgreSQL', () => {
    let dataDir: string;
    let distributed: RungChild;
    beforeAll(async () => {
      dataDir = await stage.directory();
      distributed = stage.start('distributed', ['--json', '--people', `${people}`, '--port', '0', '--data', dataDir]);
      await distributed.says(/Stop with Ctrl-C/, 15 * minutes);
    }, 20 * minutes);

    it('gives the same bytes', () => {
      expect(distributed.stdout).toBe(told);
    });

    it('gives every grade and every explanation as the one process does', async () => {
      const apart = await gradesByKey(distributedPlaces(distributed.stderr));
      expect(apart.size).toBe(people);
      expect([...apart]).toEqual([...inOneProcess]);
    }, 10 * minutes);

    it('serves an API page for each service, and health and metrics', async () => {
      const pages = [...distributed.stderr.matchAll(/API of \S+: (http:\/\/\S+)\/docs/g)].map(([, url]) => url);
      expect(pages).toHaveLength(3);
      for (const url of pages) {
        for (const page of ['docs', 'docs-json', 'live', 'ready', 'metrics']) expect((await fetch(`${url}/${page}`)).status).toBe(200);
      }
    });

    it('says where its databases are, and in which file their password is', async () => {
      const [, place = '', file = ''] = /databases on (\S+), the password is in (\S+)/.exec(distributed.stderr) ?? [];
      const url = new URL(place.replace('SERVICE', 'assessment'));
      expect(url.password).toBe('');
      url.password = (await readFile(file, 'utf8')).trim();
      expect(await askOnce(url.href, 'select lanes from event_log.log_settings')).toEqual([{ lanes: 4 }]);
    });

    it('serves the page, in which people answer, read why and look at reports', async () => {
      const [, url = ''] = /Open (http:\/\/\S+) in a browser/.exec(distributed.stderr) ?? [];
      const browser = await launch(await chromiumForTests());
      try {
        await walkThrough(browser, url, distributedPlaces(distributed.stderr).issuerUrl);
      } finally {
        await browser.close();
      }
    }, 10 * minutes);

    it('hides what is a colleague\'s', async () => {
      const { issuerUrl } = distributedPlaces(distributed.stderr);
      const address = /authorization: Bearer \S+' '(\S+)'/.exec(distributed.stderr)?.[1] ?? '';
      expect(await read(address, await tokenOf(issuerUrl, `E0${people}`))).toMatchObject({ status: 404 });
      expect(await read(address, await tokenOf(issuerUrl, 'hr'))).toMatchObject({ status: 200 });
    });

    it('tells on the topics what the published contract says, every event of it, as CloudEvents', async () => {
      const places = distributedPlaces(distributed.stderr);
      await editMatrix(places);
      await cancelSecondCycle(places);
      const records = await recordsOnTopics([await brokerOf(dataDir)]);
      const { schemas, headers, asyncApi } = readPublished(currentFolder, 'current');
      const checks = [recordCheck(schemas, headers), asyncApiCheck(asyncApi)];
      expect(records.map(asSample).flatMap((record) => checks.flatMap((check) => check(record)))).toEqual([]);
      expect(records.every((record) => asCloudEvent(record).validate())).toBe(true);
      const told = new Set(records.map((record) => record.headers['ce_type']));
      expect([...told].sort()).toEqual(eventCatalogue.flatMap(({ catalogue }) => catalogue.types.map(({ type }) => type)).sort());
    }, 10 * minutes);

    it('can be read by a script that knows docs/events.md and a Kafka client alone', async () => {
      const counted = JSON.parse(await countGrades(await brokerOf(dataDir))) as Record<string, Record<string, number>>;
      const { grades } = JSON.parse(told) as { grades: { grade: string | null }[] };
      const expected = new Map<string, number>();
      for (const { grade } of grades) expected.set(grade ?? 'none', (expected.get(grade ?? 'none') ?? 0) + 1);
      expect(Object.keys(counted)).toEqual(['python-developer']);
      expect(Object.values(counted['python-developer'] ?? {}).sort()).toEqual([...expected.values()].sort());
      expect(counted['python-developer']?.['none']).toBe(expected.get('none'));
    }, 5 * minutes);

    it('says which service died, and stops everything', async () => {
      const processes = await processesOf(dataDir);
      expect(processes.map(({ name }) => name).sort()).toEqual(['Kafka', 'PostgreSQL', 'Redis', 'assessment', 'console', 'matrix', 'reporting']);
      process.kill(processes.find(({ name }) => name === 'matrix')?.pid ?? 0, 'SIGKILL');
      expect(await distributed.ended).toEqual({ code: 1, signal: null });
      expect(distributed.stderr).toMatch(/matrix ended on its own \(SIGKILL\)\. The last lines of its log:\n +\S/);
      expect(processes.filter(isAlive)).toEqual([]);
    }, 10 * minutes);
  });
});
