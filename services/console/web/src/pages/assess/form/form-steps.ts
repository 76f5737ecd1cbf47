// The cells of a form in groups, and what a submission still lacks.
import { answerTo, isNothing, type Answers } from '../../../drafts/answers/answers.js';
import type { TypedEvidence } from '../../../drafts/device/typed-evidence.js';
import { cellName } from '../../../drafts/draft-server.js';
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


export type LackKind = 'rating' | 'rating-for-words' | 'evidence' | 'evidence-typed' | 'too-many';

export interface Lack {
  readonly step: Step;
  readonly kind: LackKind;
}

type Asked = Pick<AssessmentForm, 'asked' | 'offered' | 'chooses' | 'evidence'>;

/** A 2 or 3 that demands evidence which the participant has not recorded. */
export function lacksEvidence({ cell }: Step, answers: Answers, evidence: AssessmentForm['evidence']): boolean {
  const { value } = answerTo(answers, cellName(cell));
  const isProven = evidence.some(({ competency, level }) => competency === cell.competency && level === cell.level);
  return cell.evidenceRequired && (value === 2 || value === 3) && !isProven;
}

/** The cells that nobody must answer and that are rated, in the order of the form. */
export const chosenOf = (form: Asked, answers: Answers): Step[] => groupsOf(form).flatMap(({ steps }) => steps.filter((step) => !step.isAsked && isRated(answers, step)));

/** What keeps a submission back, in the order of the form. @param typed evidence that nobody has recorded: it would be lost. */
export function lacksOf(form: Asked, answers: Answers, typed: readonly TypedEvidence[]): Lack[] {
  const steps = groupsOf(form).flatMap((group) => group.steps);
  const tooMany = new Set(chosenOf(form, answers).map(({ name }) => name).slice(form.chooses));
  return steps.flatMap((step): Lack[] => {
    if (typed.some(({ cell }) => cell === step.name)) return [{ step, kind: 'evidence-typed' }];
    if (!isRated(answers, step)) {
      if (step.isAsked) return [{ step, kind: 'rating' }];
      return isNothing(answerTo(answers, step.name)) ? [] : [{ step, kind: 'rating-for-words' }];
    }
    if (lacksEvidence(step, answers, form.evidence)) return [{ step, kind: 'evidence' }];
    return tooMany.has(step.name) ? [{ step, kind: 'too-many' }] : [];
  });
}

export type StepState = 'open' | 'lacking' | 'done';

/** How far each cell is: `done` is what a submission lacks nothing of, wherever that is told. */
export function statesOf(form: Asked, answers: Answers, typed: readonly TypedEvidence[]): ReadonlyMap<string, StepState> {
  const lacking = new Set(lacksOf(form, answers, typed).map(({ step }) => step.name));
  const steps = groupsOf(form).flatMap((group) => group.steps);
  return new Map(steps.map((step) => [step.name, !isRated(answers, step) ? 'open' : lacking.has(step.name) ? 'lacking' : 'done']));
}

/** Where to go on: the first asked cell that is not done. */
export const resumeAt = (steps: readonly Step[], states: ReadonlyMap<string, StepState>): Step | undefined => steps.find(({ name, isAsked }) => isAsked && states.get(name) !== 'done') ?? steps[0];
