// `rung backup` and `rung restore`: what they take and how they answer.
import { fileURLToPath } from 'node:url';

import type { RestoredLog } from '@rung/standalone/data-directory';
import { Command, InvalidArgumentError } from 'commander';

import { Refusal } from '../refusal.js';
import { answerOn, write, type Terminal } from '../terminal.js';

const defaultDataDir = fileURLToPath(new URL('../../../../.rung', import.meta.url));

const backupHelp = `
FOLDER gets a base backup, and from then on the log of every change, as long as Rung runs: so what is in it leads back to any moment
from the end of the backup to the last change that was handed over, at most a minute after it was made. Each file is read back and its
digest kept. Other backups in FOLDER stay. FOLDER lies outside of the data, and holds the keys of all free text: guard it as you guard the data, and keep it on another disk.

Exit codes: 0 done, 1 refused (the reason is told), 2 wrong usage, 70 a fault of this tool.`;

const restoreHelp = `
Restores from what "rung backup" has put into FOLDER: as far as it goes, or to TIME, such as 2026-11-25T16:30:00Z, and says which
moment and which position of each log that is. A TIME after the last change is refused: leave it out. Rung must not run on
DIR. Data that are there are never written over: without --replace nothing is done, with it they are moved aside. Every file is held
against its digest, and the restored data have run before anything is moved.

Exit codes: 0 done, 1 refused (the reason is told), 2 wrong usage, 70 a fault of this tool.`;

/** Errors whose words are all that a person needs. */
const spoken: ReadonlySet<string> = new Set([
  ...['BackupRefused', 'BackupDamaged', 'OtherMajorVersion', 'NotReachable', 'NotRunning', 'ArchivingFailed'],
  ...['AlreadyRunning', 'AlreadyClaimed', 'DirectoryUnusable', 'FolderUnusable', 'DataDirectoryInUse', 'MissingServer', 'ServerFailed'],
]);

export function backupCommand(terminal: Terminal): Command {
  return new Command('backup')
    .description('back up the data of "npm start" while it runs')
    .argument('<folder>', 'where the backup goes; made where it is missing', folderOf)
    .option('--data <dir>', 'the data directory', folderOf, defaultDataDir)
    .option('--json', 'answer as JSON: {"base", "files", "bytes", "restorableFrom"}')
    .addHelpText('after', backupHelp)
    .action(async (folder: string, options: { data: string; json?: boolean }) => {
      const { backUp } = await import('@rung/standalone/data-directory');
      const { base, manifest, archivedBefore } = await refusing(() => backUp(options.data, folder));
      const bytes = manifest.files.reduce((sum, file) => sum + file.bytes, 0);
      const answer = { base, files: manifest.files.length, bytes, restorableFrom: manifest.endedAt };
      await answerOn(terminal)(options, answer, ({ files, restorableFrom }) =>
        `Backed up to ${base}: ${files} files, ${Math.ceil(bytes / 1_048_576)} MB, read back and verified.\n` +
        `It can be restored to ${restorableFrom} and, as the log goes to ${folder}, to any later moment up to the last change.\n`);
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
    .argument('<folder>', 'what "rung backup" was given', folderOf)
    .option('--data <dir>', 'the data directory to restore', folderOf, defaultDataDir)
    .option('--to <time>', 'the moment to restore to, ISO 8601 with its zone')
    .option('--replace', 'move data that are there aside')
    .option('--json', 'answer as JSON: {"data", "base", "reached", "logs", "movedTo"}, the last one null where nothing was moved')
    .addHelpText('after', restoreHelp)
    .action(async (folder: string, { data, to, replace = false, json }: RestoreOptions) => {
      const moment = to === undefined ? undefined : momentOf(to);
      const { restore } = await import('@rung/standalone/data-directory');
      const tell = (note: string): void => void terminal.err.write(`${note}\n`);
      const { base, movedTo, reached, logs } = await refusing(() => restore({ folder, dataDir: data, to: moment, replace, tell }));
      const answer = { data, base, reached, logs: logs.map(({ database, lanes }) => ({ database, lanes })), movedTo: movedTo ?? null };
      await answerOn(terminal)({ json }, answer, () =>
        [
          `Restored ${data} from ${base} to ${reached}${moment === undefined ? ', as far as its log goes' : ''}.`,
          ...logs.map(positionInWords),
          ...(movedTo === undefined ? [] : [`The data that were there are in ${movedTo}.`]),
          'Start Rung on it, then take a backup into a new folder: nothing is archived of the restored data until then.',
          ...(logs.some(({ isRelayed }) => isRelayed) ? ['Its logs were handed to Kafka: they take no commands until log and topic go together. "rung log check" says how.'] : []),
          '',
        ].join('\n'));
    });
}

function positionInWords({ database, lanes }: RestoredLog): string {
  if (lanes.length === 0) return `The log of ${database} is empty.`;
  const [first] = lanes;
  const heads = lanes.length === 1 && first?.lane === 0 ? first.position : lanes.map(({ lane, position }) => `${position} in lane ${lane}`).join(', ');
  return `The log of ${database} is at position ${heads}.`;
}

/** Without a name it would be the folder that one happens to be in, as where a variable of a script is not set. */
function folderOf(text: string): string {
  if (text.trim() === '') throw new InvalidArgumentError('Name a folder.');
  return text;
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
