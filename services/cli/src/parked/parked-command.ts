// `rung parked`: what it takes and how it answers.
import { Command } from 'commander';

import { NotDone } from '../not-done.js';
import { operatorCommand, type Common } from '../operator/operator-command.js';
import { answerOn, processTerminal, type Terminal } from '../terminal.js';
import type { Filter } from './parked-services.js';

const about = `
A projection or a reaction that cannot follow an event parks that event's stream: the stream's later events wait, all others
go on. --url is the address of a service, or of the process that has all of them. The token must be of somebody with the role
operator; RUNG_TOKEN keeps it out of the list of processes. Nothing of what people wrote or answered is shown.

Exit codes: 0 done, 1 refused or still parked, 2 wrong usage, 69 no service answers or it fails, 70 a fault of this tool.`;

/** The command; everything that it needs is loaded when it runs. */
export function parkedCommand(terminal: Terminal = processTerminal): Command {
  const answer = answerOn(terminal);
  const called = (name: string, description: string) => operatorCommand(name, description).addHelpText('after', about);
  const load = async (options: Common) => {
    const [{ clientOf }, calls, reports] = await Promise.all([import('../operator/service-client.js'), import('./parked-services.js'), import('./parked-report.js')]);
    return { client: clientOf(options), calls, reports };
  };

  const list = called('list', 'show which streams are parked, where and why')
    .option('--projection <name>', 'those of one projection or reaction alone')
    .option('--error <text>', 'those with exactly this error')
    .action(async ({ projection, error, ...options }: Common & Filter) => {
      const { client, calls, reports } = await load(options);
      const parked = await calls.listParked(client, withoutNothing({ projection, error }));
      await answer(options, { parked }, () => reports.listReport(parked));
    });

  const show = onStream(called('show', 'show what is in the way of a stream, and what was decided about it before'))
    .action(async (projection: string, stream: string, options: Common) => {
      const { client, calls, reports } = await load(options);
      await answer(options, await calls.show(client, { projection, stream }), reports.inspectionReport);
    });

  const retry = called('retry', 'follow a parked stream again, once the cause is gone')
    .argument('[projection]', 'by whom it is not followed, as "list" shows it')
    .argument('[stream]', 'as "list" shows it')
    .option('--all', 'every parked stream, or those that --projection and --error name')
    .option('--projection <name>', 'with --all: those of one projection or reaction')
    .option('--error <text>', 'with --all: those with exactly this error')
    .action(async (projection: string | undefined, stream: string | undefined, { all, ...options }: Common & Filter & { all?: boolean }, command: Command) => {
      const isOne = projection !== undefined && stream !== undefined;
      if (isOne === (all === true)) command.error('error: name a projection and a stream, or say --all');
      const { client, calls, reports } = await load(options);
      if (isOne) {
        const outcome = await calls.retry(client, { projection, stream });
        await answer(options, { stream, ...outcome }, reports.outcomeReport);
        return mustBeFollowed([outcome]);
      }
      const retried = await calls.retryAll(client, withoutNothing({ projection: options.projection, error: options.error }));
      await answer(options, { retried }, () => reports.retriedReport(retried));
      return mustBeFollowed(retried);
    });

  const skip = onStream(called('skip', 'pass over the event in the way, and follow the stream behind it'))
    .requiredOption('--position <number>', 'of that event, as "list" and "show" give it: no other one is passed over in its place')
    .requiredOption('--reason <text>', 'kept for ever beside who did it; without anything personal')
    .action(async (projection: string, stream: string, { position, reason, ...options }: Common & { position: string; reason: string }) => {
      const { client, calls, reports } = await load(options);
      const outcome = await calls.skip(client, { projection, stream }, { position, reason });
      await answer(options, { stream, ...outcome }, reports.outcomeReport);
      mustBeFollowed([outcome]);
    });

  return [list, show, retry, skip].reduce(
    (parent, command) => parent.addCommand(command),
    new Command('parked').description('list, inspect, retry and skip parked streams of running services').addHelpText('after', about),
  );
}

function onStream(command: Command): Command {
  return command.argument('<projection>', 'by whom it is not followed, as "list" shows it').argument('<stream>', 'as "list" shows it');
}

function withoutNothing({ projection, error }: Filter): Filter {
  return { ...(projection !== undefined && { projection }), ...(error !== undefined && { error }) };
}

/** @throws NotDone when a stream stays parked. */
function mustBeFollowed(outcomes: readonly { readonly outcome: string }[]): void {
  if (outcomes.some(({ outcome }) => outcome !== 'followed')) throw new NotDone();
}
