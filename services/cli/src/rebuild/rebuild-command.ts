// `rung rebuild`: what it takes and how it answers.
import { Command } from 'commander';

import { operatorCommand, type Common } from '../operator/operator-command.js';
import { answerOn, processTerminal, type Terminal } from '../terminal.js';

const about = `
A view whose code was wrong is made anew from what its service has itself; the old one serves until the new one is complete.
--url is the address of a service, or of the process that has all of them. The token must be of somebody with the role operator;
RUNG_TOKEN keeps it out of the list of processes. "start" asks for it and returns; "list" says what became of it, and how many events are
left, as of at most a minute ago.

Exit codes: 0 done, 1 refused, 2 wrong usage, 69 no service answers or it fails, 70 a fault of this tool.`;

/** The command; everything that it needs is loaded when it runs. */
export function rebuildCommand(terminal: Terminal = processTerminal): Command {
  const answer = answerOn(terminal);
  const called = (name: string, description: string) => operatorCommand(name, description).addHelpText('after', about);
  const load = async (options: Common) => {
    const [{ clientOf }, calls, { rebuildsReport }] = await Promise.all([
      import('../operator/service-client.js'),
      import('./rebuild-services.js'),
      import('./rebuild-report.js'),
    ]);
    return { client: clientOf(options), calls, rebuildsReport };
  };
  const changing = (name: string, description: string, method: 'POST' | 'DELETE') =>
    called(name, description)
      .argument('<projection>', 'as "list" shows it')
      .action(async (projection: string, options: Common) => {
        const { client, calls, rebuildsReport } = await load(options);
        await answer(options, await calls.changeRebuild(client, projection, method), (rebuild) => rebuildsReport([rebuild]));
      });

  const list = called('list', 'show which projections can be made anew, and what became of it').action(async (options: Common) => {
    const { client, calls, rebuildsReport } = await load(options);
    await answer(options, { rebuilds: await calls.listRebuilds(client) }, ({ rebuilds }) => rebuildsReport(rebuilds));
  });
  return new Command('rebuild')
    .description('make views of running services anew')
    .addHelpText('after', about)
    .addCommand(list)
    .addCommand(changing('start', 'make a projection anew; one that is under way goes on', 'POST'))
    .addCommand(changing('cancel', 'give up what is being made; the old one stays', 'DELETE'));
}
