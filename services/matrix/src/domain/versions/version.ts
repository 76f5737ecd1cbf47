// The versions of one matrix, as its events have made them.
import { DomainError } from '@rung/event-sourcing';
import { partAddress, type MatrixContent, type PartChange, type PartName } from '@rung/matrix-model';

/** A change of a draft; its number is the version that it left the stream at. */
export interface Change {
  readonly number: number;
  readonly parts: readonly PartChange[];
  readonly addresses: ReadonlySet<string>;
  readonly by: string;
}

export const versionStatuses = ['draft', 'published', 'discarded'] as const;
export type VersionStatus = (typeof versionStatuses)[number];

export interface Version {
  readonly content: MatrixContent;
  readonly status: VersionStatus;
  readonly changes: readonly Change[];
}

/** Index 0 is version 1. At most the last one is a draft. */
export interface Matrix {
  /** Of the stream: how many events have made this. */
  readonly streamVersion: number;
  readonly versions: readonly Version[];
}

/** @throws DomainError not-found */
export function versionOf({ versions }: Matrix, matrixId: string, number: number): Version {
  const found = versions[number - 1];
  if (found === undefined) throw new DomainError('not-found', `The matrix "${matrixId}" has no version ${number}.`);
  return found;
}

/** @throws DomainError not-found, version-not-draft */
export function draftOf(matrix: Matrix, matrixId: string, number: number): Version {
  const found = versionOf(matrix, matrixId, number);
  if (found.status !== 'draft') {
    throw new DomainError('version-not-draft', `Version ${number} of "${matrixId}" is ${found.status}; begin another draft from it.`, { versionStatus: found.status });
  }
  return found;
}

/** The last change that touched a part; undefined where it is as it was drafted. */
export function lastChangeOf({ changes }: Version, part: PartName): Change | undefined {
  const address = partAddress(part);
  return changes.findLast(({ addresses }) => addresses.has(address));
}
