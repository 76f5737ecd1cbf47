// The jars of a real Kafka broker, fetched once with Maven and kept in the user's cache.
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { MissingServer } from '../missing-server.js';
import { onPath } from '../process/on-path.js';
import { brokerPom, kafkaVersion } from './broker-pom.js';

const orSetBrokers = 'or set KAFKA_BROKERS to a broker that runs.';

/** What keeps Kafka from starting here, short of the network; undefined when nothing does. */
export async function kafkaMissing(): Promise<MissingServer | undefined> {
  if (!(await onPath('java'))) {
    return new MissingServer('Kafka', 'there is no java on PATH.', `Install Java 17 or later, ${orSetBrokers}`);
  }
  if ((await haveJars()) || (await onPath('mvn'))) return undefined;
  return new MissingServer(
    'Kafka',
    `its jars are not in ${jarsDir()}, and there is no mvn on PATH to fetch them.`,
    `Install Maven (Debian: apt-get install maven; macOS: brew install maven), ${orSetBrokers}`,
  );
}

/**
 * The directory that holds the broker's jars, fetched now (some 45 MB, half a minute) unless they are there.
 * @param tell is told before the fetch begins.
 * @throws MissingServer when they cannot be fetched.
 */
export async function brokerJars(tell: (note: string) => void): Promise<string> {
  const missing = await kafkaMissing();
  if (missing) throw missing;
  if (await haveJars()) return jarsDir();
  await mkdir(cacheDir(), { recursive: true });
  const draft = await mkdtemp(join(cacheDir(), 'fetch-'));
  tell(`The jars of Kafka ${kafkaVersion} are fetched to ${jarsDir()}; this is done once.`);
  try {
    await writeFile(join(draft, 'pom.xml'), brokerPom);
    const goal = ['dependency:copy-dependencies', `-DoutputDirectory=${join(draft, 'libs')}`, '-DincludeScope=runtime'];
    await promisify(execFile)('mvn', ['-B', '-ntp', '-q', ...goal], { cwd: draft, timeout: 300_000 });
    await rename(join(draft, 'libs'), jarsDir());
  } catch (error) {
    // Whoever was faster made the same directory.
    if (!(await haveJars())) {
      const { stdout, message } = error as { stdout?: string; message: string };
      const why = (stdout?.trim() || message).split('\n').slice(0, 3).join(' ');
      throw new MissingServer('Kafka', `its jars could not be fetched: ${why}`, `Run it again with a network, ${orSetBrokers}`);
    }
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
  return jarsDir();
}

const cacheDir = (): string => join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'rung', `kafka-${kafkaVersion}`);
const jarsDir = (): string => join(cacheDir(), 'libs');

async function haveJars(): Promise<boolean> {
  if (!(await stat(jarsDir()).catch(() => undefined))) return false;
  // The directory appears by a rename, so it is whole or not there; an emptied one is a person's doing.
  return (await readdir(jarsDir())).some((name) => name.startsWith('kafka_2.13'));
}
