import { DraftChanged, type MatrixEvent } from '@rung/contracts';
import { DomainError } from '@rung/event-sourcing';
import {
  changedParts, contentOfPart, edit, isAsItBecame, namedPart, partAddress, takenBack,
  type Intent, type PartChange, type PartName,
} from '@rung/matrix-model';

import { draftOf, lastChangeOf, type Matrix, type Version } from './version.js';

interface OfDraft {
  readonly matrixId: string;
  readonly version: number;
  /** Why; for those who read the history. */
  readonly reason?: string;
  readonly by: string;
  readonly at: string;
}

export interface ChangeDraft extends OfDraft {
  readonly type: 'ChangeDraft';
  readonly change: Intent;
  /** The version of the stream that the editor saw: refused where a part that this touches has changed since. */
  readonly was?: number;
}

export interface UndoChange extends OfDraft {
  readonly type: 'UndoChange';
  readonly number: number;
}

export function changeDraft(command: ChangeDraft, matrix: Matrix): MatrixEvent[] {
  const draft = draftOf(matrix, command.matrixId, command.version);
  const { change, was } = command;
  const named = namedPart(change);
  if (named !== undefined) mustBeAsSeen(draft, [named], was);
  const edited = edit(draft.content, change);
  const parts = changedParts(draft.content, edited);
  mustBeAsSeen(draft, parts, was);
  return told(command, change, parts, null);
}

/** Puts back what a change made otherwise, unless somebody has changed it since: a change of its own, which can be undone as well. */
export function undoChange(command: UndoChange, matrix: Matrix): MatrixEvent[] {
  const { matrixId, version, number } = command;
  const draft = draftOf(matrix, matrixId, version);
  const change = draft.changes.find((one) => one.number === number);
  if (change === undefined) {
    throw new DomainError('not-found', `The draft has no change ${number}; its history lists them.`);
  }
  const since = change.parts.find((part) => lastChangeOf(draft, part) !== change || !isAsItBecame(draft.content, part));
  if (since !== undefined) throw partChanged(draft, since);
  return told(command, { kind: 'undo' }, changedParts(draft.content, takenBack(draft.content, change.parts)), number);
}

function told({ matrixId, version, reason, by, at }: ChangeDraft | UndoChange, change: { kind: string }, parts: PartChange[], undoes: number | null): MatrixEvent[] {
  if (parts.length === 0) return [];
  const size = new TextEncoder().encode(JSON.stringify(parts)).length;
  if (size > mostBytes) {
    throw new DomainError('change-too-large', `It changes ${parts.length} parts at once, too much to be told in one event. Make it in smaller steps: competency by competency.`);
  }
  return [DraftChanged({ matrixId, version, change, parts, undoes, reason: reason ?? null, by, at })];
}

/** A record on the topic may be a megabyte; the rest is for the change itself and its headers. */
const mostBytes = 900_000;

function mustBeAsSeen(draft: Version, parts: readonly PartName[], was: number | undefined): void {
  if (was === undefined) return;
  const since = parts.find((part) => (lastChangeOf(draft, part)?.number ?? 0) > was);
  if (since !== undefined) throw partChanged(draft, since);
}

function partChanged(draft: Version, part: PartName): DomainError {
  const last = lastChangeOf(draft, part);
  const details = { part: partAddress(part), changedBy: last?.by ?? null, change: last?.number ?? null, current: contentOfPart(draft.content, part) ?? null };
  return new DomainError('part-changed', `"${partAddress(part)}" was changed meanwhile; "current" is what it is now. Decide anew, with "was": ${last?.number ?? 0}.`, details);
}
