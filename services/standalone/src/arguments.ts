// What `npm start` and `npm run distributed` take.
import { parseArgs } from 'node:util';

import { fewestPeople, mostPeople } from './demo/organisation/organisation.js';

export interface LaunchArguments {
  /** Run the demo, tell the grades, stop. */
  readonly once: boolean;
  /** Grades as JSON on standard output, everything else on standard error. */
  readonly json: boolean;
  /** No demo. */
  readonly empty: boolean;
  /** Where the data live. */
  readonly dataDir: string | undefined;
  /** 0 for one that is free. */
  readonly port: number | undefined;
  /** The size of the demo's company. */
  readonly people: number | undefined;
}

/** What was typed cannot be done. */
export class Misused extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'Misused';
  }
}

export interface Usage {
  /** As one types it. */
  readonly command: string;
  readonly what: string;
  readonly defaultDataDir: string;
  readonly defaultPort: number;
  readonly ports: string;
}

export function helpText({ command, what, defaultDataDir, defaultPort, ports }: Usage): string {
  return `${what}

Usage: ${command} -- [options]

  --once         run the demo, tell the grades, stop
  --json         the grades as JSON on standard output, and nothing else there
  --empty        start without a demo
  --data DIR     where the data live (default ${defaultDataDir}); they survive a restart
  --port N       ${ports} (default ${defaultPort}; 0 picks a free one)
  --people N     how many people the demo's company has, ${fewestPeople} to ${mostPeople} (default 120)
  -h, --help     this text

Exit codes: 0 done, 1 it could not start or broke off (the reason is told), 2 wrong usage, 130 stopped before --once was through.
`;
}

/** What was asked for; where that is help, or cannot be, the process ends with words about it. */
export function askedFor(usage: Usage, words: readonly string[]): LaunchArguments {
  try {
    const asked = readArguments(words);
    if (asked !== 'help') return asked;
    process.stdout.write(helpText(usage));
    process.exit(0);
  } catch (error) {
    if (!(error instanceof Misused)) throw error;
    process.stderr.write(`${error.message}\n\n${helpText(usage)}`);
    process.exit(2);
  }
}

/**
 * @param words what follows the program's name.
 * @returns 'help' where that is asked for.
 * @throws Misused
 */
export function readArguments(words: readonly string[]): LaunchArguments | 'help' {
  const { values } = parsed(words);
  if (values.help) return 'help';
  const { once, json, empty, data } = values;
  if (empty && (once || json || values.people !== undefined)) {
    throw new Misused('--empty starts without a demo, so there are no grades to tell: leave out --once, --json and --people.');
  }
  if (data === '') throw new Misused('--data needs a directory.');
  const people = wholeNumber('--people', values.people, fewestPeople, mostPeople);
  return { once, json, empty, dataDir: data, port: wholeNumber('--port', values.port, 0, 65_535), people };
}

function parsed(words: readonly string[]) {
  const flag = { type: 'boolean', default: false } as const;
  const value = { type: 'string' } as const;
  try {
    return parseArgs({
      args: [...words],
      options: { once: flag, json: flag, empty: flag, help: { ...flag, short: 'h' }, data: value, port: value, people: value },
      strict: true,
      allowPositionals: false,
    });
  } catch (error) {
    throw new Misused((error as Error).message);
  }
}

function wholeNumber(name: string, given: string | undefined, least: number, most: number): number | undefined {
  if (given === undefined) return undefined;
  const value = /^\d{1,6}$/.test(given) ? Number(given) : Number.NaN;
  if (value >= least && value <= most) return value;
  throw new Misused(`${name} must be a number from ${least} to ${most}, not "${given}".`);
}
