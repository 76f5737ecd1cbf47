// A server that ends with the process that started it, even when that one is killed and can say goodbye to nobody.
import { spawnSync } from 'node:child_process';

export interface Command {
  readonly command: string;
  readonly args: readonly string[];
}

/**
 * The same command, which is sent the signal when its parent dies. Only Linux can do that; elsewhere the command is
 * returned as it is, and the next start finds the orphan and stops it.
 */
export function endingWithParent({ command, args }: Command, signal: NodeJS.Signals): Command {
  return systemTells()
    ? { command: 'setpriv', args: ['--pdeathsig', signal.replace('SIG', ''), command, ...args] }
    : { command, args };
}

let tells: boolean | undefined;

/** BusyBox has a setpriv as well, which cannot. */
export function systemTells(): boolean {
  tells ??= process.platform === 'linux' && spawnSync('setpriv', ['--pdeathsig', 'TERM', 'true']).status === 0;
  return tells;
}
