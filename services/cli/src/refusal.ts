// How the tool refuses what it was given: lines for a person, one problem object for a script.
import { problemCatalogue } from '@rung/contracts';
import { DomainError } from '@rung/event-sourcing';

/** One thing at fault, as far as it has a place. */
export interface Fault {
  readonly file?: string;
  /** The sheet or the packed file, and the cell or the path of nested values, where the file has such. */
  readonly part?: string;
  readonly cell?: string;
  readonly line?: number;
  /** The name of a CSV column, or the number of a column of text, from 1. */
  readonly column?: string | number;
  readonly detail: string;
}

/** Refusals that only this tool knows; all others are those of the services. */
const ownTitles = {
  'file-unreadable': 'A file cannot be read',
  'policy-invalid': 'The file holds no grading policy',
  'service-unreachable': 'No service of Rung answers',
  'server-unreachable': 'A server cannot be had',
  'service-failed': 'Something went wrong in the service',
  'backup-refused': 'It was not done',
  'log-not-settled': 'Log and topic do not go together yet',
  'time-invalid': 'The time cannot be read',
  'usage': 'The command was not called as it can be',
  'internal-error': 'Something went wrong here; this is a fault of the tool, not of its input',
} as const;

/** Input that the tool cannot take. */
export class Refusal extends Error {
  /** @param more how many more faults there are than the ones listed */
  constructor(
    readonly code: string,
    readonly faults: readonly Fault[],
    readonly more = 0,
  ) {
    super(titleOf(code));
    this.name = 'Refusal';
  }
}

/** A refusal of the domain as one of the tool; what it says of places is kept, and the file is added. */
export function refusalOf(error: DomainError, file?: string): Refusal {
  const listed = Array.isArray(error.details['errors']) ? error.details['errors'].flatMap((entry) => faultOf(entry, file)) : [];
  return new Refusal(error.code, listed.length > 0 ? listed : [{ file, detail: error.message }]);
}

/** `FILE:PART:LINE: column: message`, without what is not known; a cell says more than its line. */
export function faultLine({ file, part, cell, line, column, detail }: Fault): string {
  const where = cell === undefined ? [line, typeof column === 'number' ? column : undefined] : [cell];
  const place = [file, part, ...where].filter((one) => one !== undefined).join(':');
  return [place, typeof column === 'string' ? column : '', detail].filter((part) => part !== '').join(': ');
}

/** What a person reads of a refusal, line by line. */
export function refusalText({ message, faults, more }: Refusal): string {
  const rest = more > 0 ? [`… and ${more} more`] : [];
  return [`${message}:`, ...faults.map((fault) => `  ${faultLine(fault)}`), ...rest, ''].join('\n');
}

/** What a script reads of it: a problem as the services give them, with the file of each fault. */
export function refusalProblem({ code, message, faults, more }: Refusal): object {
  return { type: `urn:rung:problem:${code}`, title: message, code, errors: faults, ...(more > 0 ? { more } : {}) };
}

function titleOf(code: string): string {
  const titles: Readonly<Record<string, { title: string }>> = problemCatalogue;
  const own: Readonly<Record<string, string>> = ownTitles;
  return own[code] ?? titles[code]?.title ?? code;
}

function faultOf(entry: unknown, file: string | undefined): Fault[] {
  if (typeof entry !== 'object' || entry === null || !('detail' in entry) || typeof entry.detail !== 'string') return [];
  const line = 'line' in entry && typeof entry.line === 'number' ? entry.line : undefined;
  const column = 'column' in entry && typeof entry.column === 'number' ? entry.column : undefined;
  const part = 'part' in entry && typeof entry.part === 'string' ? entry.part : undefined;
  const cell = 'cell' in entry && typeof entry.cell === 'string' ? entry.cell : undefined;
  return [{ file, part, cell, line, column, detail: entry.detail }];
}
