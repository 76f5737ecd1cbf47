// The company as the CSV files that the directory takes.
import { positionTitles, type Organisation } from './organisation.js';

export interface DirectoryFiles {
  readonly units: string;
  readonly positions: string;
  readonly people: string;
  readonly 'entry-grades': string;
}

/**
 * @param matrix the id of the matrix that everybody is assessed by.
 * @param levelNames the first names of its levels, from the lowest.
 */
export function directoryFiles({ units, employees }: Organisation, matrix: string, levelNames: readonly string[]): DirectoryFiles {
  const signed = employees.flatMap(({ key, manager, entryPlace }) => {
    const level = entryPlace === null ? undefined : levelNames[Math.min(entryPlace, levelNames.length - 1)];
    // nobody signs their own grade: the chief's is signed by who comes next
    const signer = manager ?? employees.find((other) => other.key !== key)?.key;
    return level === undefined || signer === undefined ? [] : [[key, matrix, level, signer]];
  });
  return {
    units: csv(['unit', 'name', 'parent'], units.map(({ code, name, parent }) => [code, name, parent])),
    positions: csv(['position', 'title', 'matrix'], Object.entries(positionTitles).map(([code, { en }]) => [code, en, matrix])),
    people: csv(
      ['person', 'name', 'email', 'unit', 'manager', 'position'],
      employees.map(({ key, name, email, unit, manager, position }) => [key, name, email, unit, manager, position]),
    ),
    'entry-grades': csv(['person', 'matrix', 'level', 'signed_by'], signed),
  };
}

function csv(header: readonly string[], rows: readonly (readonly (string | null)[])[]): string {
  return [header, ...rows].map((row) => row.map((field) => quoted(field ?? '')).join(',')).join('\n').concat('\n');
}

function quoted(field: string): string {
  return /[",\r\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field;
}
