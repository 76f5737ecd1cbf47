// What every command of operators to running services takes, and how it answers.
import { Command, Option } from 'commander';

import { write, type Terminal } from '../terminal.js';

export interface Common {
  readonly url?: string;
  readonly token?: string;
  readonly json?: boolean;
}

export function operatorCommand(name: string, description: string): Command {
  return new Command(name)
    .description(description)
    .requiredOption('--url <address>', 'of a service, or of the process that has all of them')
    .addOption(new Option('--token <token>', 'an access token of an operator').env('RUNG_TOKEN'))
    .option('--json', 'answer as JSON');
}

/** As JSON where it is asked for; else as a person reads it. */
export const answer =
  (terminal: Terminal) =>
  <Answer>({ json }: Common, given: Answer, report: (given: Answer) => string): Promise<void> =>
    write(terminal.out, json === true ? `${JSON.stringify(given, null, 2)}\n` : report(given));
