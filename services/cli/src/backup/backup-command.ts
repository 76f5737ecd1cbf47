// `rung backup` and `rung restore`: what they take and how they answer.
import { fileURLToPath } from 'node:url';

import { Command } from 'commander';

import { Refusal } from '../refusal.js';
import { answerOn, write, type Terminal } from '../terminal.js';

const defaultDataDir = fileURLToPath(new URL('../../../../.rung', import.meta.url));

const backupHelp = `
FOLDER gets a base backup, and from then on the log of every change, as long as Rung runs: so what is in it leads back to any moment
since the backup ended, up to a minute before now. Each file is read back and its digest kept. Other backups in FOLDER stay.
FOLDER holds the keys of all free text: guard it as you guard the data, and keep it on another disk.

Exit codes: 0 done, 1 refused (the reason is told), 2 wrong usage, 70 a fault of this tool.`;

const restoreHelp = `
Restores from what "rung backup" has put into FOLDER: as far as it goes, or to TIME, such as 2026-11-25T16:30:00Z. Rung must not run on
DIR. Data that are there are never written over: without --replace nothing is done, with it they are moved aside. Every file is held
against its digest, and the restored data have run before anything is moved.

Exit codes: 0 done, 1 refused (the reason is told), 2 wrong usage, 70 a fault of this tool.`;

/** Errors whose words are all that a person needs. */
const spoken: ReadonlySet<string> = new Set([
  ...['BackupRefused', 'BackupDamaged', 'OtherMajorVersion', 'NotReachable', 'NotRunning', 'ArchivingFailed'],
  ...['AlreadyRunning', 'AlreadyClaimed', 'DirectoryUnusable', 'DataDirectoryInUse', 'MissingServer', 'ServerFailed'],
]);

export function backupCommand(terminal: Terminal): Command {
  return new Command('backup')
    .description('back up the data of "npm start" while it runs')
    .argument('<folder>', 'where the backup goes; made where it is missing')
    .option('--data <dir>', 'the data directory', defaultDataDir)
    .option('--json', 'answer as JSON: {"base", "files", "bytes", "restorableFrom"}')
    .addHelpText('after', backupHelp)
    .action(async (folder: string, options: { data: string; json?: boolean }) => {
      const { backUp } = await import('@rung/standalone/data-directory');
      const { base, manifest, archivedBefore } = await refusing(() => backUp(options.data, folder));
      const bytes = manifest.files.reduce((sum, file) => sum + file.bytes, 0);
      const answer = { base, files: manifest.files.length, bytes, restorableFrom: manifest.endedAt };
      await answerOn(terminal)(options, answer, ({ files, restorableFrom }) =>
        `Backed up to ${base}: ${files} files, ${Math.ceil(bytes / 1_048_576)} MB, read back and verified.\n` +
        `It can be restored to ${restorableFrom} and, while the log goes to ${folder}, to any later moment.\n`);
      if (archivedBefore) await write(terminal.err, 'The log went to another folder until now, which gets no more of it.\n');
    });
}

interface RestoreOptions {
  readonly data: string;
  readonly to?: string;
  readonly replace?: boolean;
  readonly json?: boolean;
}

export function restoreCommand(terminal: Terminal): Command {
  return new Command('restore')
    .description('restore the data of "npm start" from a backup, to the end or to a moment')
    .argument('<folder>', 'what "rung backup" was given')
    .option('--data <dir>', 'the data directory to restore', defaultDataDir)
    .option('--to <time>', 'the moment to restore to, ISO 8601 with its zone')
    .option('--replace', 'move data that are there aside')
    .option('--json', 'answer as JSON: {"data", "base", "to", "movedTo"}, the last two null where they do not apply')
    .addHelpText('after', restoreHelp)
    .action(async (folder: string, { data, to, replace = false, json }: RestoreOptions) => {
      const moment = to === undefined ? undefined : momentOf(to);
      const { restore } = await import('@rung/standalone/data-directory');
      const tell = (note: string): void => void terminal.err.write(`${note}\n`);
      const { base, movedTo } = await refusing(() => restore({ folder, dataDir: data, to: moment, replace, tell }));
      await answerOn(terminal)({ json }, { data, base, to: moment ?? null, movedTo: movedTo ?? null }, () =>
        [
          `Restored ${data} from ${base}, ${moment === undefined ? 'as far as its log goes' : `to ${moment}`}.`,
          ...(movedTo === undefined ? [] : [`The data that were there are in ${movedTo}.`]),
          'Start Rung on it, then take a backup into a new folder: nothing is archived of the restored data until then.',
          'Where other services follow it over Kafka, it takes no commands until log and topic go together: "rung log check" says how.',
          '',
        ].join('\n'));
    });
}

/** A time without a zone means another moment on another machine. */
function momentOf(text: string): string {
  const hasZone = /(Z|[+-]\d{2}:?\d{2})$/.test(text);
  if (hasZone && !Number.isNaN(Date.parse(text))) return new Date(text).toISOString();
  throw new Refusal('time-invalid', [{ detail: `--to must be a time with its zone, such as 2026-11-25T16:30:00Z, not "${text}".` }]);
}

async function refusing<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Error && spoken.has(error.name)) throw new Refusal('backup-refused', [{ detail: error.message }]);
    throw error;
  }
}
