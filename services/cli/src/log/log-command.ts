// `rung log`: holds a service's log against its topic, and settles what does not go together. What it takes and how it answers.
import { Command, InvalidArgumentError, Option } from 'commander';

import { answerOn, type Terminal } from '../terminal.js';
import { laneInJson } from './lane-in-json.js';
import type { LogPlace } from './settle-log.js';

const help = `
For an installation with Kafka, after the database of matrix or assessment was restored to an earlier state, its standby promoted, or
the topic lost events. Stop the service first; reading and the other services may go on. Each command reads the whole topic.

  check      says how log and topic stand to each other, and changes nothing
  import     brings the events that the topic alone knows back into the log, as they were, and opens the log for commands
  void       declares what the topic alone knows void, with a reason: consumers forget it and rebuild their views. It cannot be undone
  republish  hands over again what the topic lost

It signs in to Kafka as the service's KAFKA_SSL, KAFKA_SSL_CA and KAFKA_SASL_… say, where they are set.

Exit codes: 0 done, and commands are open; 1 refused, or not settled; 2 wrong usage; 69 PostgreSQL or Kafka cannot be had; 70 a fault of this tool.`;

type Options = Omit<LogPlace, 'kafka'> & { readonly brokers: string; readonly json?: boolean };

function reasonOf(text: string): string {
  const reason = text.trim();
  if (reason.length < 3 || reason.length > 1_000) throw new InvalidArgumentError('It stays for ever: say why, in 3 to 1,000 characters.');
  return reason;
}

export function logCommand(terminal: Terminal): Command {
  const below = (name: string, description: string): Command =>
    new Command(name)
      .description(description)
      .addOption(new Option('--database <url>', "the service's own database, as its owner").env('DATABASE_URL').makeOptionMandatory())
      .addOption(new Option('--brokers <list>', 'host:port, comma separated').env('KAFKA_BROKERS').makeOptionMandatory())
      .requiredOption('--topic <name>', "the service's topic: rung.matrix.events, rung.assessment.events")
      .option('--json', 'answer as JSON: {"topic", "lanes": [{"lane", "logHead", "topicHead", "agreesUpTo", "onlyInTopic"}], "notes"}');
  const run = async (options: Options, work: 'check' | 'import' | 'void' | 'republish', reason = ''): Promise<void> => {
    const [{ settleLog }, { kafkaFor }] = await Promise.all([import('./settle-log.js'), import('../config.js')]);
    const { lanes, told, notes } = await settleLog({ ...options, kafka: kafkaFor(options.brokers) }, work, reason);
    await answerOn(terminal)(options, { topic: options.topic, lanes: lanes.map(laneInJson), notes }, () => `${[...told, ...notes].join('\n')}\n`);
  };
  return new Command('log')
    .description('settle what a restored log and its topic know of each other')
    .addHelpText('after', help)
    .addCommand(below('check', 'say how log and topic stand to each other').action((options: Options) => run(options, 'check')))
    .addCommand(below('import', 'bring back what the topic alone knows').action((options: Options) => run(options, 'import')))
    .addCommand(
      below('void', 'declare void what the topic alone knows')
        .addOption(new Option('--reason <text>', 'why, for whoever reads the topic later, in 3 to 1,000 characters; no names of people').argParser(reasonOf).makeOptionMandatory())
        .action(({ reason, ...options }: Options & { reason: string }) => run(options, 'void', reason)),
    )
    .addCommand(below('republish', 'hand over again what the topic lost').action((options: Options) => run(options, 'republish')));
}
