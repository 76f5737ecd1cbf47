// A broker that is reached by TLS alone, whose certificate no authority that Node knows has signed.
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { startKafka, type RunningKafka } from '@rung/local-servers';
import { eventually } from '@rung/testing';

import { sampleEvents } from '../contract/sample-events.js';
import type { Delivery } from '../event-bus.js';
import { silentLogger } from '../logger.js';
import { ensureAcls } from './ensure-acls.js';
import { ensureTopics } from './ensure-topics.js';
import type { KafkaAccess } from './kafka-access.js';
import { KafkaBus } from './kafka-bus.js';

const topic = 'rung.matrix.events';
const patience = { timeoutMs: 90_000 };
const password = 'of-the-key-store';

let dir: string;
let server: RunningKafka;
let certificate: string;
const buses: KafkaBus[] = [];

/** A key and a certificate that it signed itself, in a file of its own. @returns the certificate in PEM. */
async function makeKeystore(file: string): Promise<string> {
  const store = ['-alias', 'broker', '-keystore', file, '-storetype', 'PKCS12', '-storepass', password];
  const run = promisify(execFile);
  await run('keytool', ['-genkeypair', ...store, '-keyalg', 'RSA', '-keysize', '2048', '-validity', '2', '-dname', 'CN=broker', '-ext', 'san=ip:127.0.0.1']);
  return (await run('keytool', ['-exportcert', '-rfc', ...store])).stdout;
}

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'rung-kafka-tls-'));
  const file = join(dir, 'broker.p12');
  certificate = await makeKeystore(file);
  server = await startKafka({ dir: join(dir, 'broker'), users: { 'rung-matrix': 'm', 'rung-assessment': 'a' }, keystore: { file, password } });
  await ensureTopics(server, [{ topic, partitions: 1 }]);
  await ensureAcls(server);
}, 300_000);
afterEach(async () => {
  await Promise.all(buses.splice(0).map((bus) => bus.close()));
});
afterAll(async () => {
  await server?.stop();
  await rm(dir, { recursive: true, force: true });
}, 300_000);

function busOf(user: 'rung-matrix' | 'rung-assessment', ssl: KafkaAccess['ssl']): KafkaBus {
  const sasl = { mechanism: 'plain', username: user, password: user === 'rung-matrix' ? 'm' : 'a' } as const;
  const bus = new KafkaBus({ brokers: server.signInBrokers, ssl, sasl, clientId: 'spec', logger: silentLogger });
  buses.push(bus);
  return bus;
}
const publishTo = (bus: KafkaBus, from: number, to: number) => bus.publish({ topic, lane: 0, events: sampleEvents(from, to) });

describe('a bus by TLS', () => {
  it('publishes, follows and reads what is kept, where the authority is given', async () => {
    const bus = busOf('rung-matrix', { ca: certificate });
    await eventually(() => publishTo(bus, 1, 3), patience);
    const kept = bus.kept(topic);
    expect((await kept.ends()).get(0)?.to).toBeGreaterThanOrEqual(3n);
    const taken = new Set<bigint>();
    const take = ({ events }: Delivery) => {
      for (const { position } of events) taken.add(position);
      return Promise.resolve(0n);
    };
    await busOf('rung-assessment', { ca: certificate }).subscribe({ topic, group: 'rung-assessment', cursor: () => Promise.resolve({ position: 0n }), take });
    await eventually(() => expect([...taken]).toEqual([1n, 2n, 3n]), patience);
  }, 300_000);

  it.each<[string, () => Promise<KafkaAccess['ssl']>, RegExp]>([
    ['an authority that it does not know', () => Promise.resolve(true), /self-signed certificate/],
    ['another authority', async () => ({ ca: await makeKeystore(join(dir, `other-${Date.now()}.p12`)) }), /self-signed certificate|unable to verify|signature/],
  ])('says what is wrong with %s', async (_, ssl, words) => {
    await expect(publishTo(busOf('rung-matrix', await ssl()), 4, 4)).rejects.toThrow(words);
  }, 300_000);

  it('sends nothing to a broker that wants it, without it', async () => {
    const kept = busOf('rung-matrix', { ca: certificate }).kept(topic);
    const before = await kept.ends();
    // The broker hangs up on whoever speaks without TLS, and says nothing; whether that comes as an end or as a reset is the network's to choose.
    await expect(publishTo(busOf('rung-matrix', undefined), 4, 4)).rejects.toMatchObject({
      name: 'KafkaJSNumberOfRetriesExceeded',
      message: expect.stringMatching(/Closed connection|ECONNRESET/) as unknown,
    });
    expect(await kept.ends()).toEqual(before);
  }, 300_000);
});
