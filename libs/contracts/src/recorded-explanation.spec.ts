import { describe, expect, it } from '@jest/globals';

import { GradeProposed } from './events/assessment.js';
import type { ExplainedCell, Explanation } from './explanation.js';
import { recorded, recordedExplanation, stated } from './recorded-explanation.js';

const cell = (competency: string, statement = 'Does it'): ExplainedCell => ({
  competency, group: 'hard', title: { en: competency }, statement: { en: statement }, levels: ['Junior', 'Middle'], mustHave: false, evidenceRequired: false,
  contributions: [], beside: { self: null, upward: null }, value: null, verdict: 'missed',
});
const name = (competency: string, statement = 'Does it') => ({ competency, group: 'hard', title: { en: competency }, statement: { en: statement } });
const gate = (level: string, cells: ExplainedCell[]) => ({ level, passed: false, groups: [], cells });
const whole: Explanation = {
  policy: { name: 'default', version: 1 }, currentLevel: 'Junior', targetLevel: 'Middle', grade: null, metFrom: '1.5', minimumPeers: 3,
  gates: [gate('Junior', [cell('git'), cell('sql')]), gate('Middle', [cell('sql'), cell('git'), cell('git', 'Rebases')])],
  lift: { level: 'Junior', cells: [name('sql')] },
  warnings: [
    { kind: 'contradiction', source: 'self', earlier: name('git'), later: name('git', 'Rebases') },
    { kind: 'contradiction', source: 'manager', earlier: name('git'), later: name('git', 'Is asked at no gate') },
  ],
};

describe('a recorded explanation', () => {
  it('states each cell once, and gates, lifts and warnings refer to it', () => {
    const { cells, named, gates, lift, warnings } = recordedExplanation.parse(recorded(whole));
    expect(cells).toEqual([cell('git'), cell('sql'), cell('git', 'Rebases')]);
    expect(named).toEqual([name('git', 'Is asked at no gate')]);
    expect(gates.map((each) => each.cells)).toEqual([[0, 1], [1, 0, 2]]);
    expect(lift?.cells).toEqual([1]);
    expect(warnings.map(({ earlier, later }) => [earlier, later])).toEqual([[0, 2], [0, 3]]);
  });

  it('gives the same explanation back, to the byte', () => expect(JSON.stringify(stated(recorded(whole)))).toBe(JSON.stringify(whole)));

  it('is what the first version of the event is read as', () => {
    const review = '6bb7b5b0-6d6c-4b51-8d3a-0e7c5f4a2b01';
    const matrix = { id: 'python', version: 1, hash: 'a'.repeat(64) };
    const v1 = { review, matrix, policy: { name: 'default', version: 1 }, grade: null, explanation: whole, at: '2026-11-22T10:00:00.000Z' };
    expect(stated(GradeProposed.read(1, v1).data.explanation)).toEqual(whole);
  });
});
