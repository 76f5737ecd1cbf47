// The cells of a form in groups, and what a submission still lacks.
import { answerTo, isNothing, type Answers } from '../../drafts/answers.js';
import { cellName } from '../../drafts/draft-server.js';
import type { TypedEvidence } from '../../drafts/typed-evidence.js';
import type { AssessmentForm, FormCell } from './assess-queries.js';

export interface Step {
  readonly name: string;
  readonly cell: FormCell;
  readonly isAsked: boolean;
}

export interface StepGroup {
  readonly group: string;
  readonly isAsked: boolean;
  readonly steps: readonly Step[];
}

/** Asked before offered, groups in order of first appearance. */
export function groupsOf({ asked, offered }: Pick<AssessmentForm, 'asked' | 'offered'>): StepGroup[] {
  return [...grouped(asked, true), ...grouped(offered, false)];
}

function grouped(cells: readonly FormCell[], isAsked: boolean): StepGroup[] {
  return [...new Set(cells.map(({ group }) => group))].map((group) => ({
    group,
    isAsked,
    steps: cells.filter((cell) => cell.group === group).map((cell) => ({ name: cellName(cell), cell, isAsked })),
  }));
}

export const isRated = (answers: Answers, { name }: Step): boolean => answerTo(answers, name).value !== null;

/** Where to go on: the first asked cell without a rating. */
export const resumeAt = (steps: readonly Step[], answers: Answers): Step | undefined => steps.find((step) => step.isAsked && !isRated(answers, step)) ?? steps[0];

export type LackKind = 'rating' | 'rating-for-words' | 'evidence' | 'evidence-typed' | 'too-many';

export interface Lack {
  readonly step: Step;
  readonly kind: LackKind;
}

/** A 2 or 3 that demands evidence which the participant has not recorded. */
export function lacksEvidence({ cell }: Step, answers: Answers, evidence: AssessmentForm['evidence']): boolean {
  const { value } = answerTo(answers, cellName(cell));
  const isProven = evidence.some(({ competency, level }) => competency === cell.competency && level === cell.level);
  return cell.evidenceRequired && (value === 2 || value === 3) && !isProven;
}

/** What keeps a submission back, in the order of the form. @param typed evidence that nobody has recorded: it would be lost. */
export function lacksOf(form: Pick<AssessmentForm, 'asked' | 'offered' | 'chooses' | 'evidence'>, answers: Answers, typed: readonly TypedEvidence[]): Lack[] {
  const steps = groupsOf(form).flatMap((group) => group.steps);
  const chosen = steps.filter((step) => !step.isAsked && isRated(answers, step));
  const tooMany = new Set(chosen.slice(form.chooses));
  return steps.flatMap((step): Lack[] => {
    if (typed.some(({ cell }) => cell === step.name)) return [{ step, kind: 'evidence-typed' }];
    if (!isRated(answers, step)) {
      if (step.isAsked) return [{ step, kind: 'rating' }];
      return isNothing(answerTo(answers, step.name)) ? [] : [{ step, kind: 'rating-for-words' }];
    }
    if (lacksEvidence(step, answers, form.evidence)) return [{ step, kind: 'evidence' }];
    return tooMany.has(step) ? [{ step, kind: 'too-many' }] : [];
  });
}
