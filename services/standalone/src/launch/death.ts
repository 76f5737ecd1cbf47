import type { ServerExit } from '@rung/local-servers';

/** A process that was started has ended, and nobody asked it to. */
export class ProcessDied extends Error {
  constructor(name: string, { code, signal, lastLines }: ServerExit) {
    super([`${name} ended on its own (${signal ?? `exit code ${code}`}). The last lines of its log:`, ...lastLines.map((line) => `  ${line}`)].join('\n'));
    this.name = 'ProcessDied';
  }
}

export interface Mortal {
  readonly name: string;
  readonly exited: Promise<ServerExit>;
}

/** Rejects with ProcessDied when one of them ends on its own, and never settles otherwise. */
export function deathOf(mortals: readonly Mortal[]): Promise<never> {
  const died = new Promise<never>((_resolve, reject) => {
    for (const { name, exited } of mortals) void exited.then((exit) => exit.asked || reject(new ProcessDied(name, exit)));
  });
  // whoever awaits it later gets the rejection all the same
  died.catch(() => undefined);
  return died;
}
