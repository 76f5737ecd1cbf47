import { describe, expect, it } from '@jest/globals';
import type { ExplainedCell, Explanation } from '@rung/contracts';

import { organisationOf } from '../organisation/organisation.js';
import { distributionChart, unitsInWords } from './distribution.js';
import { explanationInWords } from './explanation-words.js';
import { gradesJson } from './grades-json.js';
import { gradesInWords, whereNext } from './summary.js';

const cell = (statement: string, more: Partial<ExplainedCell>): ExplainedCell => ({
  competency: 'x',
  group: 'soft',
  title: { ru: statement },
  statement: { ru: statement },
  levels: ['Middle'],
  mustHave: false,
  evidenceRequired: false,
  contributions: [],
  beside: { self: null, upward: null },
  value: null,
  verdict: 'met',
  ...more,
});

const explanation: Explanation = {
  policy: { name: 'default', version: 1 },
  currentLevel: 'Junior',
  targetLevel: 'Middle',
  grade: 'Junior',
  metFrom: '1.5',
  minimumPeers: 3,
  gates: [
    {
      level: 'Middle',
      passed: false,
      groups: [{ group: 'soft', inForce: 3, missed: 2, mayMiss: 1, mustHavesMissed: 1, passed: false }],
      cells: [
        cell('Учится', {
          mustHave: true,
          verdict: 'missed',
          value: '1.2',
          contributions: [
            { source: 'manager', rating: 1, implied: false, counted: '1', weight: '0.6' },
            { source: 'peers', counted: '1.5', weight: '0.4' },
          ],
        }),
        cell('Объясняет', { verdict: 'no-opportunity' }),
        cell('Слушает', {}),
      ],
    },
  ],
  lift: { level: 'Middle', cells: [{ competency: 'x', group: 'soft', title: { ru: 'Учится' }, statement: { ru: 'Учится' } }] },
  warnings: [],
};
const movedUp: Explanation = { ...explanation, grade: 'Middle', gates: explanation.gates.map((gate) => ({ ...gate, passed: true })), lift: null };

describe('what the demo tells', () => {
  it('draws a bar for each level, the longest for the most people', () => {
    expect(distributionChart(['Junior', 'Lead'], ['Junior', 'Junior', null])).toEqual([
      `  (none)    1  ${'█'.repeat(20)}`,
      `  Junior    2  ${'█'.repeat(40)}`,
      '  Lead      0',
    ]);
  });

  it('says in words what was missed, by how much, and what would lift the grade', () => {
    expect(explanationInWords(explanation)).toEqual([
      '  Grade: Junior (before: Junior; worked towards: Middle)',
      '  Policy "default" 1: a cell is met from 1.5; peers count from 3 who could judge.',
      '  The gate of Middle is not passed: soft 1 of 3 met (1 may be missed, 1 of them must be met)',
      "    − Учится (must be met): manager's 1 × 0.6 + peers' 1.5 × 0.4 = 1.2",
      '    − Объясняет: no opportunity yet, neither a rating of the manager nor 3 peers who could judge',
      '  To reach Middle:',
      '    · Учится',
    ]);
  });

  it('says why the peers dropped out, or the manager', () => {
    const manager = { source: 'manager', rating: 1, implied: false, counted: '1', weight: '1' } as const;
    const nobody = { source: 'peers', counted: null, weight: null } as const;
    const cells = [
      cell('Учится', { verdict: 'missed', value: '1', contributions: [manager, nobody] }),
      cell('Слушает', { value: '2', contributions: [{ ...manager, rating: 2, counted: '2' }, nobody] }),
      cell('Пишет', { verdict: 'missed', value: '1', contributions: [{ ...manager, rating: 'n', counted: null, weight: null }, { source: 'peers', counted: '1', weight: '1' }] }),
      cell('Объясняет', { verdict: 'stands', contributions: [{ ...manager, rating: null, counted: null, weight: null }, nobody] }),
    ];
    const [gate] = explanation.gates;
    const said = explanationInWords({ ...explanation, gates: gate === undefined ? [] : [{ ...gate, cells }] });
    expect(said.slice(3, -2)).toEqual([
      '    of 2 the manager alone decides: fewer than 3 peers could judge',
      '    1 stand as they did at the current level: neither a rating of the manager nor 3 peers who could judge',
      "    − Учится: manager's 1 × 1 = 1 (fewer than 3 peers could judge)",
      "    − Пишет: peers' 1 × 1 = 1 (the manager could not judge)",
    ]);
  });

  it('says of each unit how many have a grade, or why that is hidden', () => {
    const { units } = organisationOf(9);
    const views = units.map(({ code }) => (code === 'company' ? { people: 9 } : { people: null, hidden: 'fewer than 5 people' }));
    expect(unitsInWords(units, views).slice(0, 3)).toEqual([
      '  company                9',
      '    platform             hidden: fewer than 5 people',
      '      platform.data      hidden: fewer than 5 people',
    ]);
  });

  it('writes everybody as one line of JSON, sorted, null for none', () => {
    const view = (grade: string | null) => ({ state: 'released', explanation: { ...explanation, grade } });
    const grades = [
      { person: 'E010', view: view(null) },
      { person: 'E002', view: view('Lead') },
    ];
    expect(gradesJson({ grades })).toBe('{"grades":[{"person":"E002","grade":"Lead"},{"person":"E010","grade":null}]}');
  });

  it('tells of somebody who moved up, and how to see that grade', async () => {
    const result = {
      cycle: '089946d5-e0b6-54b1-92f0-498f54420e3e',
      matrix: { id: 'm', version: 1, levels: [{ code: 'junior', name: 'Junior' }] },
      grades: [
        { person: 'E001', view: { state: 'released', explanation } },
        { person: 'E002', view: { state: 'released', explanation: movedUp } },
      ],
      units: [{ people: 9 }],
    };
    expect(gradesInWords(result, organisationOf(9)).join('\n')).toMatch(/\(E002\), for example:/);
    const places = { docs: [], reportingUrl: 'http://there', tokenUrl: 'http://issuer/token', tokenFor: async (person: string) => `token-of-${person}` };
    const next = (await whereNext(result, places)).join('\n');
    expect(next).toContain(`Bearer token-of-E002' 'http://there/grades/E002?cycle=${result.cycle}'`);
  });
});
