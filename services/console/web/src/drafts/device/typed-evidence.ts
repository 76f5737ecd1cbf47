// Evidence that is being typed and not recorded yet: on this device alone, under the id of who typed it, a record per assessment.
import { changeRecord, forgetRecord, readRecord, recordsOf } from './device-store.js';

export interface TypedEvidence {
  readonly cell: string;
  /** The day that it is of, `2026-11-22`. */
  readonly on: string;
  readonly text: string;
  /** The idempotency key of exactly these words: sent again they are one piece, changed they are another. */
  readonly key: string;
}

/** By key: two tabs that type for one cell keep two pieces. */
type TypedByKey = Readonly<Record<string, TypedEvidence>>;

const belongsTo = (person: string): string => `rung.evidence/${person}/`;
const nameOf = (person: string, assessment: string): string => `${belongsTo(person)}${assessment}`;

const isOwed = (typed: TypedByKey): boolean => Object.keys(typed).length > 0;

export const typedOnDevice = async (person: string, assessment: string): Promise<readonly TypedEvidence[]> => Object.values(await readRecord<TypedEvidence>(nameOf(person, assessment)));

/** The assessments for which this device keeps some. */
export async function assessmentsWithTyped(person: string): Promise<readonly string[]> {
  const records = await recordsOf<TypedEvidence>(belongsTo(person));
  return records.filter(([, typed]) => isOwed(typed)).map(([name]) => name.slice(belongsTo(person).length));
}

/** What is typed now in place of `was`; whatever else is there, of other cells or other tabs, stays. */
export function keepTyped(person: string, assessment: string, was: TypedEvidence | undefined, typed: TypedEvidence | undefined): Promise<void> {
  const inPlace = (kept: TypedByKey): TypedByKey => {
    const others = Object.entries(kept).filter(([key]) => key !== was?.key);
    return Object.fromEntries(typed === undefined ? others : [...others, [typed.key, typed]]);
  };
  return changeRecord(nameOf(person, assessment), inPlace, isOwed);
}

export const forgetTyped = (person: string, assessment: string): Promise<void> => forgetRecord(nameOf(person, assessment));
