// The command-line tool: its commands, and what becomes of what they throw.
import { Command, CommanderError } from 'commander';

import { backupCommand, restoreCommand } from './backup/backup-command.js';
import { gradeCommand } from './grade/grade-command.js';
import { logCommand } from './log/log-command.js';
import { matrixCommand } from './matrix/matrix-command.js';
import { NotDone } from './not-done.js';
import { parkedCommand } from './parked/parked-command.js';
import { rebuildCommand } from './rebuild/rebuild-command.js';
import { write, type Terminal } from './terminal.js';

/** By sysexits(3) where it has a word for it. */
const exit = { done: 0, refused: 1, usage: 2, unreachable: 69, internal: 70 } as const;

/** Refusals that say more than that the input is at fault. */
const exitCodes: Readonly<Record<string, number>> = { 'usage': exit.usage, 'service-unreachable': exit.unreachable, 'service-failed': exit.unreachable, 'server-unreachable': exit.unreachable, 'unavailable': exit.unreachable };

/**
 * Runs one command. Its answer goes to `terminal.out`, all else to `terminal.err`; with `--json` a refusal is also a problem object
 * on `terminal.out`. Returns the exit code: 0 done, 1 input refused, 2 wrong usage, 69 no service or server answers or it fails, 70 a fault of the tool.
 */
export async function rung(args: readonly string[], terminal: Terminal): Promise<number> {
  try {
    await rungCommand(terminal).parseAsync([...args], { from: 'user' });
    return exit.done;
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return exit.done;
    return await report(error, terminal, args.includes('--json'));
  }
}

/** The tree of its commands. */
export function rungCommand(terminal: Terminal): Command {
  return withTerminal(
    new Command('rung')
      .description('Rung at the command line: read matrices and decide grades without a server, look after running services, back up and restore')
      .addCommand(matrixCommand(terminal))
      .addCommand(gradeCommand(terminal))
      .addCommand(parkedCommand(terminal))
      .addCommand(rebuildCommand(terminal))
      .addCommand(backupCommand(terminal))
      .addCommand(restoreCommand(terminal))
      .addCommand(logCommand(terminal)),
    terminal,
  );
}

async function report(error: unknown, { out, err }: Terminal, json: boolean): Promise<number> {
  const { Refusal, refusalOf, refusalProblem, refusalText } = await import('./refusal.js');
  const { DomainError } = await import('@rung/event-sourcing');
  const answer = async (refusal: InstanceType<typeof Refusal>) => {
    if (json) await write(out, `${JSON.stringify(refusalProblem(refusal))}\n`);
  };
  if (error instanceof NotDone) return exit.refused;
  if (error instanceof CommanderError) {
    // Commander has told the person already.
    await answer(new Refusal('usage', [{ detail: error.message }]));
    return exit.usage;
  }
  if (error instanceof Refusal || error instanceof DomainError) {
    const refusal = error instanceof Refusal ? error : refusalOf(error);
    await write(err, refusalText(refusal));
    await answer(refusal);
    return exitCodes[refusal.code] ?? exit.refused;
  }
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  await write(err, `Something went wrong here; this is a fault of the tool, not of its input.\n${stack}\n`);
  await answer(new Refusal('internal-error', [{ detail: error instanceof Error ? error.message : String(error) }]));
  return exit.internal;
}

/** A command throws where it would end the process, and writes where it is told to; so do the commands below it. */
function withTerminal(command: Command, { out, err }: Terminal): Command {
  command
    .exitOverride()
    .configureOutput({ writeOut: (text) => void out.write(text), writeErr: (text) => void err.write(text) })
    .showHelpAfterError('(add --help for what it takes)');
  for (const below of command.commands) withTerminal(below, { out, err });
  return command;
}
