// What every command of operators to running services takes, and how it answers.
import { Command, Option } from 'commander';

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
