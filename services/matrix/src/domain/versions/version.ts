// The versions of one matrix, as its events have made them.
import type { Approver } from '@rung/contracts';
import { DomainError } from '@rung/event-sourcing';
import { partAddress, type MatrixContent, type PartChange, type PartName } from '@rung/matrix-model';

/** A change of a draft; its number is the version that it left the stream at. */
export interface Change {
  readonly number: number;
  readonly parts: readonly PartChange[];
  readonly addresses: ReadonlySet<string>;
  readonly by: string;
}

export const versionStatuses = ['draft', 'published', 'retired', 'discarded'] as const;
export type VersionStatus = (typeof versionStatuses)[number];

export interface Approval {
  readonly by: string;
  readonly as: 'editor' | 'hr';
  readonly at: string;
}

export interface Version {
  readonly content: MatrixContent;
  readonly status: VersionStatus;
  readonly changes: readonly Change[];
  /** Of the stream, when the content last became what it is. */
  readonly revision: number;
  /** Of what it says now; null where a change came later. */
  readonly approval: Approval | null;
  /** Who began it or changed it, up to what it says now, since it was last approved before that. */
  readonly authors: ReadonlySet<string>;
}

/** Index 0 is version 1. At most the last one is a draft. */
export interface Matrix {
  /** Of the stream: how many events have made this. */
  readonly streamVersion: number;
  readonly versions: readonly Version[];
  /** What this matrix demands, whatever its organisation does. */
  readonly approver: Approver;
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
