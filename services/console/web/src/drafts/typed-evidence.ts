// Evidence that is being typed and not recorded yet: on this device alone, under the id of who typed it, a record per assessment.
import { del, get, update } from 'idb-keyval';

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

export const typedOnDevice = async (person: string, assessment: string): Promise<TypedByCell> => (await get<TypedByCell>(nameOf(person, assessment))) ?? {};

export function withTyped(typed: TypedByCell, cell: string, change: Omit<TypedEvidence, 'key'>): TypedByCell {
  const { [cell]: _, ...others } = typed;
  return change.text.trim() === '' ? others : { ...others, [cell]: { ...change, key: crypto.randomUUID() } };
}

/** What other tabs have typed for other cells stays. */
export function keepTyped(person: string, assessment: string, cell: string, typed: TypedEvidence | undefined): Promise<void> {
  return update<TypedByCell>(nameOf(person, assessment), (kept = {}) => {
    const { [cell]: _, ...others } = kept;
    return typed === undefined ? others : { ...others, [cell]: typed };
  });
}

export const forgetTyped = (person: string, assessment: string): Promise<void> => del(nameOf(person, assessment));
