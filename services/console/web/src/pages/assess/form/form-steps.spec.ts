import { describe, expect, it } from '@jest/globals';

import { nothing, type Answers } from '../../../drafts/answers/answers.js';
import type { TypedEvidence } from '../../../drafts/device/typed-evidence.js';
import type { FormCell } from './assess-queries.js';
import { groupsOf, lacksOf, resumeAt, statesOf } from './form-steps.js';

const cell = (competency: string, group: string, evidenceRequired = false): FormCell => ({
  competency, level: 'junior', levels: ['Junior'], group, title: { en: competency }, statement: { en: competency }, questions: [], evidenceRequired,
});
const form = { asked: [cell('learning', 'soft', true), cell('feedback', 'soft')], offered: [cell('syntax', 'hard'), cell('testing', 'hard')], chooses: 1, evidence: [] };
const piece = { evidence: 'e1', competency: 'learning', level: 'junior', on: '2026-05-01', text: 'A course' };
const rated = (...names: readonly string[]): Answers => Object.fromEntries(names.map((name) => [`${name}@junior`, { ...nothing, value: 2 as const }]));
const told = (answers: Answers, evidence: (typeof piece)[] = [piece], typed: TypedEvidence[] = []) => lacksOf({ ...form, evidence }, answers, typed).map(({ step, kind }) => `${step.cell.competency}: ${kind}`);

describe('the cells of a form', () => {
  it('come in groups, what must be answered first', () =>
    expect(groupsOf(form).map(({ group, isAsked, steps }) => [group, isAsked, steps.length])).toEqual([['soft', true, 2], ['hard', false, 2]]));

  it('go on at the first that must be answered and is not', () => {
    const steps = groupsOf(form).flatMap((group) => group.steps);
    const resumed = (answers: Answers, evidence: (typeof piece)[] = [piece]) => resumeAt(steps, statesOf({ ...form, evidence }, answers, []))?.cell.competency;
    expect(resumed(rated('learning'))).toBe('feedback');
    expect(resumed(rated('feedback', 'learning'), [])).toBe('learning');
    expect(resumed(rated('learning', 'feedback', 'testing'))).toBe('learning');
  });
});

describe('a cell', () => {
  const states = (answers: Answers, evidence: (typeof piece)[], typed: readonly TypedEvidence[] = []) => Object.fromEntries([...statesOf({ ...form, evidence }, answers, typed)].map(([name, state]) => [name.split('@')[0], state]));

  it('is done once a submission lacks nothing of it: a rating alone is not enough where evidence is demanded', () => {
    expect(states(rated('learning', 'syntax'), [])).toEqual({ learning: 'lacking', feedback: 'open', syntax: 'done', testing: 'open' });
    expect(states(rated('learning', 'syntax'), [piece])).toMatchObject({ learning: 'done' });
  });

  it('is not done while evidence is typed there, nor beyond what may be chosen', () =>
    expect(states(rated('feedback', 'syntax', 'testing'), [piece], [{ cell: 'feedback@junior', on: '2026-05-02', text: 'A talk', key: 'k' }])).toEqual({ learning: 'open', feedback: 'lacking', syntax: 'done', testing: 'lacking' }));
});

describe('a submission', () => {
  it('lacks every asked cell without a rating, and no offered one', () => expect(told({})).toEqual(['learning: rating', 'feedback: rating']));
  it('lacks nothing once they are rated', () => expect(told(rated('learning', 'feedback', 'syntax'))).toEqual([]));
  it('lacks the evidence that a 2 demands', () => expect(told(rated('learning', 'feedback'), [])).toEqual(['learning: evidence']));
  it('takes nobody’s own words for evidence', () =>
    expect(told({ ...rated('learning', 'feedback'), 'learning@junior': { ...nothing, value: 2, observation: 'I gave a course' } }, [])).toEqual(['learning: evidence']));
  it('loses no evidence that was typed and not recorded', () =>
    expect(told(rated('learning', 'feedback'), [piece], [{ cell: 'feedback@junior', on: '2026-05-02', text: 'A talk', key: 'k' }])).toEqual(['feedback: evidence-typed']));
  it('has no more of the offered cells than may be chosen', () => expect(told(rated('learning', 'feedback', 'syntax', 'testing'))).toEqual(['testing: too-many']));
  it('loses no words that have no rating', () =>
    expect(told({ ...rated('learning', 'feedback'), 'syntax@junior': { ...nothing, observation: 'Neat' } })).toEqual(['syntax: rating-for-words']));
});
