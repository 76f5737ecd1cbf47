import { describe, expect, it } from '@jest/globals';
import { cyclePolicy, gradingPolicy, type CyclePolicy, type GradingPolicy } from '@rung/contracts';

import { mustLieAhead, policyFaults } from './policy-faults.js';

type Changes = Partial<Omit<CyclePolicy, 'grading'>> & { readonly grading?: Partial<GradingPolicy> };

const policyWith = ({ grading, ...changes }: Changes): CyclePolicy =>
  cyclePolicy.parse({ phasesOverlap: false, deadlines: {}, peersAsked: { groups: ['soft'], others: 8 }, ...changes, grading: gradingPolicy.parse({ ...grading }) });
const at = (hour: number) => `2026-11-22T${hour}:00:00.000Z`;
const faultyPaths = (changes: Changes) => policyFaults(policyWith(changes)).map(({ path }) => path.join('/'));

describe('a policy', () => {
  it('is sound as it is by default', () => expect(faultyPaths({})).toEqual([]));
  it('lets something be missed, and something be met', () => {
    expect(faultyPaths({ grading: { metFrom: '0.0' } })).toEqual(['grading/metFrom']);
    expect(faultyPaths({ grading: { metFrom: '5/2' } })).toEqual(['grading/metFrom']);
    expect(faultyPaths({ grading: { metFrom: '5/2', cap: 3 } })).toEqual([]);
    expect(faultyPaths({ grading: { metFrom: '2' } })).toEqual([]);
  });
  it('lets no more be missed than there is', () => {
    expect(faultyPaths({ grading: { mayMiss: { share: '1.1', least: 1 } } })).toEqual(['grading/mayMiss/share']);
    expect(faultyPaths({ grading: { mayMiss: { share: '1', least: 1 } } })).toEqual([]);
  });
  it('asks peers something, each group once', () => {
    expect(faultyPaths({ peersAsked: { groups: [], others: 0 } })).toEqual(['peersAsked']);
    expect(faultyPaths({ peersAsked: { groups: [], others: 1 } })).toEqual([]);
    expect(faultyPaths({ peersAsked: { groups: ['soft', 'hard', 'soft'], others: 0 } })).toEqual(['peersAsked/groups/2']);
  });
  it('ends its phases in their order, unless they overlap', () => {
    const deadlines = { self: at(12), peer: at(11), manager: at(10) };
    expect(faultyPaths({ deadlines })).toEqual(['deadlines/peer', 'deadlines/manager']);
    expect(faultyPaths({ deadlines: { self: at(12), manager: at(11) } })).toEqual(['deadlines/manager']);
    expect(faultyPaths({ deadlines, phasesOverlap: true })).toEqual([]);
    expect(faultyPaths({ deadlines: { self: at(12), peer: at(12), manager: at(13) } })).toEqual([]);
  });
});

describe('deadlines', () => {
  it('lie ahead of the creation and of the opening, each', () => {
    const policy = policyWith({ deadlines: { self: at(10), peer: at(11), manager: at(12) } });
    const passed = [at(10), at(11)].map((deadline, place) => ({ pointer: `/policy/deadlines/${['self', 'peer'][place]}`, detail: `${deadline} has passed` }));
    expect(() => mustLieAhead(policy, at(11))).toThrow(expect.objectContaining({ code: 'deadline-passed', details: { errors: passed } }));
    expect(() => mustLieAhead(policyWith({}), at(11))).not.toThrow();
  });
});
