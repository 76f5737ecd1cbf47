// A grade and its explanation as the server tells them, and what is looked up in them: nothing here decides anew.
import type { components } from '../../../api/schema.js';

export type Grade = components['schemas']['Grade'];
export type Explanation = Grade['explanation'];
export type Gate = Explanation['gates'][number];
export type Cell = Gate['cells'][number];
export type Basis = components['schemas']['Participant']['basis']['kind'];
export type Lift = NonNullable<Explanation['lift']>;
export type Verdict = Cell['verdict'];
export type Contribution = Cell['contributions'][number];
export type Rating = Cell['beside']['self'];

/** The lowest gate that did not pass: the one that the grade is below. */
export function gateThatHolds({ gates }: Explanation): Gate | undefined {
  return gates.find(({ passed }) => !passed);
}

/** The gate that the grade is explained by: the one that holds, else the target's. */
export function gateInQuestion(explanation: Explanation): Gate | undefined {
  return gateThatHolds(explanation) ?? explanation.gates.at(-1);
}

export const counts = (verdict: Verdict): boolean => verdict === 'met' || verdict === 'stands';

export const contributionOf = <Source extends Contribution['source']>(cell: Cell, source: Source) =>
  cell.contributions.find((one): one is Extract<Contribution, { source: Source }> => one.source === source);

/** What a source counts with, and how much; undefined where it drops out. */
export function weighedOf(cell: Cell, source: Contribution['source']): { readonly counted: string; readonly weight: string } | undefined {
  const { counted = null, weight = null } = contributionOf(cell, source) ?? {};
  return counted === null || weight === null ? undefined : { counted, weight };
}

/** A cell of the gate is named by its competency and its words: two cells of one competency may be in force at different levels. */
export const isSameCell = (one: Pick<Cell, 'competency' | 'statement'>, other: Pick<Cell, 'competency' | 'statement'>): boolean =>
  one.competency === other.competency && JSON.stringify(one.statement) === JSON.stringify(other.statement);
