// From the arguments to a process that serves, or has told its grades and is gone: what both shapes have in common.
import { createLogger, stopOnSignals } from '@rung/service-kit';

import { Misused, type LaunchArguments } from '../arguments.js';
import { claimDirectory, type ClaimedDirectory } from '../data-directory/claimed-directory.js';
import { demoCompany } from '../data-directory/demo-company.js';
import { journalIn } from '../data-directory/journal.js';
import type { Organisation } from '../demo/organisation/organisation.js';
import { openNextReview } from '../demo/open-next-review.js';
import { runDemo, type DemoOptions } from '../demo/run-demo.js';
import { gradesJson } from '../demo/summary/grades-json.js';
import { gradesInWords, whereNext } from '../demo/summary/summary.js';
import { demoPeople } from './demo-people.js';
import { firstSteps } from './first-steps.js';
import { inWords } from './in-words.js';
import type { Environment, Running, Shape, Start } from './shape.js';
import { Teardown } from './teardown.js';

const stopLimitMs = 60_000;
const interruptedExitCode = 130;

/** Ends the process where it has nothing left to do; returns while it serves. */
export async function launch(shape: Shape, asked: LaunchArguments, environment: Environment): Promise<void> {
  const tell = (line: string): void => void (asked.json ? process.stderr : process.stdout).write(`${line}\n`);
  const level = environment.logLevel === 'info' || environment.logLevel === 'debug' ? environment.logLevel : 'warn';
  const logger = createLogger({ level, name: 'rung', destination: process.stderr });
  const teardown = new Teardown();
  const interruption = new AbortController();
  const stop = {
    close: async () => {
      tell('Stopping …');
      interruption.abort();
      await teardown.close();
    },
  };
  const exit = (code: number): void => process.exit(asked.once ? interruptedExitCode : code);
  stopOnSignals([stop], { logger, limitMs: stopLimitMs, exit });
  try {
    await run(shape, asked, { environment, logger, tell, teardown, signal: interruption.signal });
  } catch (error) {
    // what fails because everything is being stopped is no failure
    if (interruption.signal.aborted) return;
    process.stderr.write(`${inWords(error)}\n`);
    await teardown.close().catch((failure: unknown) => process.stderr.write(`${inWords(failure)}\n`));
    process.exit(error instanceof Misused ? 2 : 1);
  }
}

interface Run extends Pick<Start, 'environment' | 'logger' | 'tell' | 'teardown'> {
  readonly signal: AbortSignal;
}

async function run(shape: Shape, asked: LaunchArguments, { signal, ...given }: Run): Promise<void> {
  const { tell, teardown } = given;
  const { defaultDataDir, defaultPort } = shape.usage;
  const directory = await teardown.add(await claimDirectory(asked.dataDir ?? defaultDataDir));
  const organisation = asked.empty ? undefined : await demoCompany(directory.path, asked.people);
  // who is gone before anybody could call needs no port of a certain number
  const port = asked.port ?? (asked.once ? 0 : defaultPort);
  const running = await shape.start({ ...given, directory, port, people: demoPeople(organisation) });
  if (!asked.once) tell(`Open ${running.consoleUrl} in a browser.`);
  if (organisation !== undefined) await Promise.race([demonstrate(running, asked, directory, organisation, tell, signal), running.died]);
  if (asked.once) {
    await teardown.close();
    process.exit(0);
  }
  tell('');
  tell(`Open ${running.consoleUrl} in a browser.`);
  (organisation === undefined ? [...firstSteps(running), docsOf(running)] : ['Serving.']).forEach(tell);
  tell(`The data are in ${directory.path}. Stop with Ctrl-C, or: kill ${process.pid}`);
  await running.died;
}

async function demonstrate(
  { services, docs, issuerUrl }: Running,
  { json, once }: LaunchArguments,
  directory: ClaimedDirectory,
  organisation: Organisation,
  tell: (line: string) => void,
  signal: AbortSignal,
): Promise<void> {
  const journal = await journalIn(directory.path);
  try {
    const demo: DemoOptions = { services, organisation, progress: tell, signal, onAcknowledged: (entry) => journal.write(entry) };
    const result = await runDemo(demo);
    if (json) await printed(gradesJson(result));
    gradesInWords(result, organisation).forEach(tell);
    if (once) return;
    await openNextReview(demo, result.matrix);
    const places = { docs, reportingUrl: services.reportingUrl, tokenUrl: `${issuerUrl}/token`, tokenFor: services.tokenFor };
    (await whereNext(result, places)).forEach(tell);
  } finally {
    await journal.close();
  }
}

function docsOf({ docs }: Running): string {
  return docs.map(({ name, url }) => `API ${name}: ${url}`).join('\n');
}

/** Resolves once the line has left the process, so that an exit right after loses nothing. */
function printed(line: string): Promise<void> {
  return new Promise((resolve, reject) => process.stdout.write(`${line}\n`, (error) => (error ? reject(error) : resolve())));
}
