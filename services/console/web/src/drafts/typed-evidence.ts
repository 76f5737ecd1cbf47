// Evidence that is being typed and not recorded yet: on this device alone, under the id of who typed it, a record per assessment.
import { changeRecord, forgetRecord, readRecord } from './device-store.js';

export interface TypedEvidence {
  /** The day that it is of, `2026-11-22`. */
  readonly on: string;
  readonly text: string;
  /** The idempotency key of exactly these words: sent again they are one piece, changed they are another. */
  readonly key: string;
}

/** By cell. */
export type TypedByCell = Readonly<Record<string, TypedEvidence>>;

const nameOf = (person: string, assessment: string): string => `rung.evidence/${person}/${assessment}`;

const isOwed = (typed: TypedByCell): boolean => Object.keys(typed).length > 0;

export const typedOnDevice = (person: string, assessment: string): Promise<TypedByCell> => readRecord<TypedEvidence>(nameOf(person, assessment));

export function withTyped(typed: TypedByCell, cell: string, change: Omit<TypedEvidence, 'key'>): TypedByCell {
  const { [cell]: _, ...others } = typed;
  return change.text.trim() === '' ? others : { ...others, [cell]: { ...change, key: crypto.randomUUID() } };
}

/** What other tabs have typed for other cells stays. */
export function keepTyped(person: string, assessment: string, cell: string, typed: TypedEvidence | undefined): Promise<void> {
  const withCell = ({ [cell]: _, ...others }: TypedByCell): TypedByCell => (typed === undefined ? others : { ...others, [cell]: typed });
  return changeRecord(nameOf(person, assessment), withCell, isOwed);
}

export const forgetTyped = (person: string, assessment: string): Promise<void> => forgetRecord(nameOf(person, assessment));
