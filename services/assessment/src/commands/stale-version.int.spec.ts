// Optimistic concurrency on every aggregate: a command on an older version is refused with the current one.
import { randomUUID } from 'node:crypto';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Answer, Caller } from '@rung/testing';

import { expectOk, importOrganisation, newWorld, openCycle, type Running, type World } from '../assessment.fixture.js';

/** Operations that change no single aggregate of the caller's, or must not tell its version. */
const withoutVersion: Readonly<Record<string, string>> = {
  'PUT /assessments/{assessment}/draft': 'a draft is no event and has versions of its own, which drafts.int.spec.ts holds it to',
  'POST /directory/imports/{file}': 'a file is about many streams; it is compared with what is there as a whole',
  'POST /cycles/{cycle}/participants/{person}/raters': 'a version would tell how many peers were named',
  'POST /cycles/{cycle}/participants/{person}/target': 'there is no stream of the participant yet; the last target counts',
  'POST /assessments/{assessment}/submission': 'a version would tell who has answered',
};

let world: World;
let running: Running;
let hr: Caller;
let open: string;
let calibrating: string;
let draft: string;
beforeAll(async () => {
  world = await newWorld();
  running = await world.start();
  hr = running.service.as('hr', 'hr');
  await importOrganisation(hr);
  calibrating = await openCycle(running.service);
  for (const phase of ['self', 'peer', 'manager']) expectOk(await hr('POST', `/cycles/${calibrating}/phases/${phase}/end`));
  open = await openCycle(running.service);
  const body = { name: 'Draft', matrix: { id: 'python', version: 1 } };
  draft = expectOk(await hr('POST', '/cycles', { body })).body.id as string;
}, 300_000);
afterAll(() => world?.close());

interface Versioned {
  /** Where it is sent as it stands in the document. */
  readonly operation: string;
  ask(headers: Readonly<Record<string, string>>): Promise<Answer>;
}

const evidence = { competency: 'learning', level: 'Mid', on: '2026-05-01', text: 'Read a book' };
const versioned: readonly Versioned[] = [
  { operation: 'POST /cycles', ask: (headers) => hr('POST', '/cycles', { headers, body: { id: randomUUID(), name: 'Next', matrix: { id: 'python', version: 1 } } }) },
  { operation: 'POST /cycles/{cycle}/opening', ask: (headers) => hr('POST', `/cycles/${draft}/opening`, { headers }) },
  { operation: 'POST /cycles/{cycle}/phases/{phase}/end', ask: (headers) => hr('POST', `/cycles/${open}/phases/self/end`, { headers }) },
  { operation: 'POST /cycles/{cycle}/release', ask: (headers) => hr('POST', `/cycles/${calibrating}/release`, { headers }) },
  { operation: 'POST /cycles/{cycle}/closing', ask: (headers) => hr('POST', `/cycles/${calibrating}/closing`, { headers }) },
  { operation: 'POST /cycles/{cycle}/cancellation', ask: (headers) => hr('POST', `/cycles/${open}/cancellation`, { headers }) },
  { operation: 'POST /cycles/{cycle}/participants', ask: (headers) => hr('POST', `/cycles/${open}/participants`, { headers: { ...headers, 'idempotency-key': randomUUID() }, body: { person: 'bob' } }) },
  { operation: 'POST /cycles/{cycle}/participants/{person}/evidence', ask: (headers) => running.service.as('bob')('POST', `/cycles/${open}/participants/bob/evidence`, { headers, body: evidence }) },
  { operation: 'POST /cycles/{cycle}/participants/{person}/confirmation', ask: (headers) => hr('POST', `/cycles/${calibrating}/participants/bob/confirmation`, { headers }) },
];

describe('a command that was decided on an older version', () => {
  it('exists for every operation of the service that changes something', async () => {
    const { body: document } = await hr('GET', '/docs-json');
    const ofFacts = Object.entries(document.paths as Record<string, Record<string, unknown>>).filter(([path]) => !path.startsWith('/operator/'));
    const operations = ofFacts.flatMap(([path, methods]) =>
      Object.keys(methods).filter((method) => method !== 'get').map((method) => `${method.toUpperCase()} ${path}`));
    expect(operations.sort()).toEqual([...versioned.map(({ operation }) => operation), ...Object.keys(withoutVersion)].sort());
  });

  it.each(versioned)('$operation is refused with the current version, and writes nothing', async ({ ask }) => {
    const count = async () => (await running.log.heads()).reduce((sum, head) => sum + head, 0n);
    const before = await count();
    const answer = await ask({ 'if-match': '"999"' });
    expect([answer.status, answer.body.code, typeof answer.body.currentVersion]).toEqual([409, 'version-conflict', 'number']);
    expect(await count()).toBe(before);
  });

  it.each(versioned.filter(({ operation }) => /opening|end$|evidence|cycles$/.test(operation)))(
    '$operation is taken on the current version, and tells the next one',
    async ({ ask }) => {
      const { body } = await ask({ 'if-match': '"999"' });
      const answer = expectOk(await ask({ 'if-match': `"${body.currentVersion}"` }));
      expect(answer.headers.get('etag')).toBe(`"${answer.body.version}"`);
      expect(answer.body.version).toBeGreaterThan(body.currentVersion);
    },
  );
});
