// `rung log`: holds a service's log against its topic, and settles what does not go together. What it takes and how it answers.
import { Command, InvalidArgumentError, Option } from 'commander';

import { answerOn, type Terminal } from '../terminal.js';
import { laneInJson } from './lane-in-json.js';
import { logHelp, logHelpOf } from './log-help.js';
import type { LogPlace } from './settle-log.js';

type Options = Omit<LogPlace, 'kafka'> & { readonly brokers: string; readonly json?: boolean };

function reasonOf(text: string): string {
  const reason = text.trim();
  if (reason.length < 3 || reason.length > 1_000) throw new InvalidArgumentError('It stays for ever: say why, in 3 to 1,000 characters.');
  return reason;
}

export function logCommand(terminal: Terminal): Command {
  const below = (name: keyof typeof logHelpOf, description: string): Command =>
    new Command(name)
      .description(description)
      .addOption(new Option('--database <url>', "the service's own database, as its owner").env('DATABASE_URL').makeOptionMandatory())
      .addOption(new Option('--brokers <list>', 'host:port, comma separated').env('KAFKA_BROKERS').makeOptionMandatory())
      .requiredOption('--topic <name>', "the service's topic: rung.matrix.events, rung.assessment.events")
      .option('--json', 'answer as JSON: {"topic", "lanes": [{"lane", "logHead", "topicHead", "agreesUpTo", "onlyInTopic"}], "notes"}')
      .addHelpText('after', logHelpOf[name]);
  const run = async (options: Options, work: 'check' | 'import' | 'void' | 'republish', reason = ''): Promise<void> => {
    const [{ settleLog }, { kafkaFor }] = await Promise.all([import('./settle-log.js'), import('../config.js')]);
    const { lanes, told, notes } = await settleLog({ ...options, kafka: kafkaFor(options.brokers) }, work, reason);
    await answerOn(terminal)(options, { topic: options.topic, lanes: lanes.map(laneInJson), notes }, () => `${[...told, ...notes].join('\n')}\n`);
  };
  return new Command('log')
    .description('settle what a restored log and its topic know of each other')
    .addHelpText('after', logHelp)
    .addCommand(below('check', 'say how log and topic stand to each other').action((options: Options) => run(options, 'check')))
    .addCommand(below('import', 'bring back what the topic alone knows').action((options: Options) => run(options, 'import')))
    .addCommand(
      below('void', 'declare void what the topic alone knows')
        .addOption(new Option('--reason <text>', 'why, for whoever reads the topic later, in 3 to 1,000 characters; no names of people').argParser(reasonOf).makeOptionMandatory())
        .action(({ reason, ...options }: Options & { reason: string }) => run(options, 'void', reason)),
    )
    .addCommand(below('republish', 'hand over again what the topic lost').action((options: Options) => run(options, 'republish')));
}
