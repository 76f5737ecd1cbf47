// Golden examples: each sentence of the default policy, by hand.
import { describe, expect, it } from '@jest/globals';
import { explanation as explanationSchema, gradingPolicy, type ExplainedCell, type RaterRole, type RatingValue } from '@rung/contracts';
import { DomainError } from '@rung/event-sourcing';
import type { Competency, MatrixContent } from '@rung/matrix-model';

import type { Answer } from './answers.js';
import { decideGrade, type Decision } from './decide-grade.js';

const policy = gradingPolicy.parse({});

// ── a matrix in a few words ─────────────────────────────────────────────────────────────────────────────────────────

interface CellSketch {
  readonly at: readonly string[];
  readonly mustHave?: boolean;
}

function competency(id: string, cells: readonly CellSketch[], group = 'hard'): Competency {
  return {
    id,
    group,
    title: { en: id },
    cells: cells.map(({ at, mustHave = false }) => ({
      listedAt: [...at],
      statement: { en: `${id} from ${at[0]}` },
      questions: [],
      evidenceRequired: mustHave,
      mustHave,
      weight: 1,
    })),
  };
}

function matrixOf(levels: readonly string[], competencies: readonly Competency[]): MatrixContent {
  return {
    name: 'test',
    reading: 'complete',
    groups: ['soft', 'hard'],
    levels: levels.map((code) => ({ code, names: [code.toUpperCase()], sameAs: {} })),
    terms: [],
    competencies: [...competencies],
  };
}

const everywhere = ['l1', 'l2', 'l3'];

/** `count` competencies with one cell each, in force at these levels. */
function plain(count: number, at: readonly string[], prefix = 'c', group = 'hard'): Competency[] {
  return Array.from({ length: count }, (_, index) => competency(`${prefix}${index + 1}`, [{ at }], group));
}

function gave(role: RaterRole, rater: string, ratings: Readonly<Record<string, RatingValue>>, level = 'l1'): Answer[] {
  return Object.entries(ratings).map(([id, value]) => ({ rater, role, competency: id, level, value }));
}

function cellOf({ explanation }: Decision, id: string, gate = 0): ExplainedCell {
  const found = explanation.gates[gate]?.cells.find((cell) => cell.competency === id);
  if (found === undefined) throw new Error(`no cell ${id} in gate ${gate}`);
  return found;
}

const one = matrixOf(['l1'], [competency('only', [{ at: ['l1'] }])]);
const atOne = { current: null, target: 'l1' };

function valueOf(...answers: Answer[][]): string | null {
  return cellOf(decideGrade(policy, one, atOne, answers.flat()), 'only').value;
}

function peers(...values: RatingValue[]): Answer[] {
  return values.flatMap((value, at) => gave('peer', `peer ${at}`, { only: value }));
}

// ── 1. the value of a cell ──────────────────────────────────────────────────────────────────────────────────────────

describe('the value of a cell', () => {
  it('is 0.6 of the manager and 0.4 of the mean of the peers, exactly', () => {
    expect(valueOf(gave('manager', 'm', { only: 1 }), peers(2, 2, 2))).toBe('1.4');
    expect(valueOf(gave('manager', 'm', { only: 2 }), peers(1, 1, 1))).toBe('1.6');
  });

  it('caps each rating at 2, so that a 3 here never pays for a 0 there', () => {
    expect(valueOf(gave('manager', 'm', { only: 3 }))).toBe('2');
    expect(valueOf(peers(3, 3, 0))).toBe('1.5'); // (2 + 2 + 0) / 3 = 4/3 → 1.5, not 2
    expect(valueOf(peers(3, 3, 3))).toBe('2');
  });

  it('takes peers from three who could judge: with two they drop out and the manager weighs all', () => {
    expect(valueOf(gave('manager', 'm', { only: 2 }), peers(0, 0))).toBe('2');
    expect(valueOf(gave('manager', 'm', { only: 2 }), peers(0, 0, 'n'))).toBe('2');
    expect(valueOf(gave('manager', 'm', { only: 2 }), peers(0, 0, 0))).toBe('1.4'); // 1.2 + 0.4 · 0.5
  });

  it('takes a higher threshold of anonymity where the policy has one', () => {
    const stricter = gradingPolicy.parse({ minimumPeers: 5 });
    const of = (...values: RatingValue[]) => cellOf(decideGrade(stricter, one, atOne, peers(...values)), 'only').value;
    expect(of(2, 2, 2, 2)).toBeNull();
    expect(of(2, 2, 2, 2, 2)).toBe('2');
  });

  it('rounds the mean of the peers to the nearest half, a tie up', () => {
    expect(valueOf(peers(1, 1, 2))).toBe('1.5'); // 4/3
    expect(valueOf(peers(1, 1, 1, 2))).toBe('1.5'); // 5/4: a tie
    expect(valueOf(peers(1, 1, 1, 1, 2))).toBe('1'); // 6/5
    expect(valueOf(peers(2, 2, 2, 1))).toBe('2'); // 7/4: a tie
  });

  it('shows and counts a mean of the peers below one half as one half', () => {
    expect(valueOf(peers(0, 0, 0))).toBe('0.5');
    expect(valueOf(peers(0, 0, 0, 0, 1))).toBe('0.5');
  });

  it('is the peers’ alone without a manager’s answer', () => {
    expect(valueOf(peers(2, 2, 1))).toBe('1.5');
    expect(valueOf(gave('manager', 'm', { only: 'n' }), peers(2, 2, 2))).toBe('2');
  });

  it('gives self and upward answers no weight and shows them beside', () => {
    const upward = [0, 1, 1].flatMap((value, at) => gave('upward', `u${at}`, { only: value as RatingValue }));
    const decision = decideGrade(policy, one, atOne, [...gave('self', 's', { only: 3 }), ...upward]);
    expect(cellOf(decision, 'only')).toMatchObject({ value: null, beside: { self: 3, upward: '0.5' } });
    expect(decision.grade).toBe('l1'); // one missed cell of one may be missed
  });

  it('shows upward answers only from the threshold on', () => {
    const upward = [2, 2].flatMap((value, at) => gave('upward', `u${at}`, { only: value as RatingValue }));
    expect(cellOf(decideGrade(policy, one, atOne, upward), 'only').beside.upward).toBeNull();
  });

  it('takes no notice of the weight of an expectation', () => {
    const [only] = one.competencies;
    const heavy = { ...one, competencies: [{ ...only!, cells: [{ ...only!.cells[0]!, weight: 7 }] }] };
    const answers = [...gave('manager', 'm', { only: 1 }), ...peers(2, 2, 2)];
    expect(decideGrade(policy, heavy, atOne, answers)).toEqual(decideGrade(policy, one, atOne, answers));
  });

  it('is exact where decimals are not', () => {
    const thirds = gradingPolicy.parse({ weights: { manager: '1/3', peers: '1/3' }, metFrom: '3/2' });
    const decision = decideGrade(thirds, one, atOne, [...gave('manager', 'm', { only: 1 }), ...peers(2, 2, 2)]);
    expect(cellOf(decision, 'only')).toMatchObject({ value: '1.5', verdict: 'met' });
    const odd = gradingPolicy.parse({ weights: { manager: '1', peers: '2' } });
    const oddly = decideGrade(odd, one, atOne, [...gave('manager', 'm', { only: 1 }), ...peers(2, 2, 2)]);
    expect(cellOf(oddly, 'only').value).toBe('5/3');
  });

  it('is none where the only one who could judge weighs nothing', () => {
    const managersOnly = gradingPolicy.parse({ weights: { manager: '1', peers: '0' } });
    expect(cellOf(decideGrade(managersOnly, one, atOne, peers(2, 2, 2)), 'only').value).toBeNull();
  });
});

// ── 2. met or not ───────────────────────────────────────────────────────────────────────────────────────────────────

describe('a cell', () => {
  const rise = matrixOf(everywhere, [
    competency('stays', [{ at: everywhere }]),
    competency('raised', [{ at: ['l1'] }, { at: ['l2', 'l3'] }]),
  ]);
  const up = { current: 'l1', target: 'l2' };

  it('is met at 1.5 and missed just below', () => {
    const verdict = (...answers: Answer[][]) => cellOf(decideGrade(policy, one, atOne, answers.flat()), 'only').verdict;
    expect(verdict(peers(2, 2, 1))).toBe('met');
    expect(verdict(gave('manager', 'm', { only: 1 }), peers(2, 2, 2))).toBe('missed'); // 1.4
    expect(verdict(gave('manager', 'm', { only: 2 }), peers(1, 1, 1))).toBe('met'); // 1.6
  });

  it('without a value stands if it is in force at the current level, in every gate where it stands', () => {
    const decision = decideGrade(policy, rise, up, []);
    expect(cellOf(decision, 'stays', 0).verdict).toBe('stands');
    expect(cellOf(decision, 'stays', 1).verdict).toBe('stands');
    expect(cellOf(decision, 'raised', 0).verdict).toBe('stands');
  });

  it('without a value is otherwise no opportunity yet, and missed', () => {
    const decision = decideGrade(policy, rise, up, []);
    expect(cellOf(decision, 'raised', 1).verdict).toBe('no-opportunity');
    expect(decision.explanation.gates[1]?.groups).toContainEqual(expect.objectContaining({ group: 'hard', missed: 1 }));
  });

  it('has no value with too few peers, whatever they or the person said', () => {
    const answers = [...gave('peer', 'p', { stays: 0 }), ...gave('self', 's', { stays: 0 }), ...gave('manager', 'm', { stays: 'n' })];
    expect(cellOf(decideGrade(policy, rise, up, answers), 'stays').verdict).toBe('stands');
  });

  it('stands for nobody without a current level', () => {
    expect(cellOf(decideGrade(policy, rise, { current: null, target: 'l1' }, []), 'stays').verdict).toBe('no-opportunity');
  });
});

// ── 3. a gate ───────────────────────────────────────────────────────────────────────────────────────────────────────

describe('a gate', () => {
  const first = { current: null, target: 'l1' };
  const missing = (count: number, of: number, prefix = 'c') =>
    gave('manager', 'm', Object.fromEntries(Array.from({ length: of }, (_, at) => [`${prefix}${at + 1}`, at < count ? 0 : 2])));

  it.each([
    [1, 1, true],
    [2, 4, false],
    [1, 9, true],
    [2, 9, false],
    [2, 10, true],
    [3, 10, false],
    [2, 14, true],
    [3, 14, false],
    [3, 15, true],
  ])('with %i of %i missed in a group: passed %s', (missed, of, passed) => {
    const decision = decideGrade(policy, matrixOf(['l1'], plain(of, ['l1'])), first, missing(missed, of));
    expect(decision.grade).toBe(passed ? 'l1' : null);
  });

  it('counts each group by itself', () => {
    const matrix = matrixOf(['l1'], [...plain(4, ['l1'], 's', 'soft'), ...plain(4, ['l1'], 'h')]);
    expect(decideGrade(policy, matrix, first, [...missing(1, 4, 's'), ...missing(1, 4, 'h')]).grade).toBe('l1');
    expect(decideGrade(policy, matrix, first, [...missing(2, 4, 's'), ...missing(0, 4, 'h')]).grade).toBeNull();
  });

  it('fails with one must-have missed, however few cells are missed', () => {
    const must = competency('must', [{ at: ['l1'], mustHave: true }]);
    const matrix = matrixOf(['l1'], [...plain(9, ['l1']), must]);
    const decision = decideGrade(policy, matrix, first, [...missing(0, 9), ...gave('manager', 'm', { must: 1 })]);
    expect(decision.grade).toBeNull();
    expect(decision.explanation.gates[0]?.groups[1]).toEqual({
      group: 'hard', inForce: 10, missed: 1, mayMiss: 2, mustHavesMissed: 1, passed: false,
    });
  });

  it('passes for a must-have that stands, and fails for one without an opportunity', () => {
    const matrix = matrixOf(everywhere, [
      competency('old', [{ at: everywhere, mustHave: true }]),
      competency('new', [{ at: ['l3'], mustHave: true }]),
    ]);
    expect(decideGrade(policy, matrix, { current: 'l1', target: 'l3' }, []).grade).toBe('l2');
  });

  it('passes for a group without cells', () => {
    const decision = decideGrade(policy, matrixOf(['l1'], plain(1, ['l1'])), first, missing(0, 1));
    expect(decision.explanation.gates[0]?.groups[0]).toMatchObject({ group: 'soft', inForce: 0, passed: true });
  });
});

// ── 4. the grade ────────────────────────────────────────────────────────────────────────────────────────────────────

describe('the grade', () => {
  const four = ['l1', 'l2', 'l3', 'l4'];
  // Two cells of their own per level: failing both fails exactly that level's gate.
  const ladder = matrixOf(four, four.flatMap((level) => plain(2, [level], `${level}-`)));
  const passing = (...levels: string[]) =>
    four.flatMap((level) => gave('manager', 'm', { [`${level}-1`]: levels.includes(level) ? 2 : 0, [`${level}-2`]: levels.includes(level) ? 2 : 0 }, level));

  it('is the highest level up to which every gate from the current one passes', () => {
    expect(decideGrade(policy, ladder, { current: 'l1', target: 'l4' }, passing('l1', 'l2', 'l3', 'l4')).grade).toBe('l4');
    expect(decideGrade(policy, ladder, { current: 'l1', target: 'l4' }, passing('l1', 'l2')).grade).toBe('l2');
  });

  it('does not jump over a gate that fails', () => {
    expect(decideGrade(policy, ladder, { current: 'l1', target: 'l4' }, passing('l1', 'l3', 'l4')).grade).toBe('l1');
  });

  it('looks at no gate below the current level', () => {
    expect(decideGrade(policy, ladder, { current: 'l3', target: 'l4' }, passing('l3')).grade).toBe('l3');
  });

  it('is one below the current level when its own gate fails, never further down', () => {
    expect(decideGrade(policy, ladder, { current: 'l3', target: 'l4' }, passing('l4')).grade).toBe('l2');
  });

  it('is none when the lowest level was the current one and its gate fails', () => {
    expect(decideGrade(policy, ladder, { current: 'l1', target: 'l2' }, passing('l2')).grade).toBeNull();
  });

  it('starts from the lowest gate without a current level', () => {
    expect(decideGrade(policy, ladder, { current: null, target: 'l2' }, passing('l2')).grade).toBeNull();
    expect(decideGrade(policy, ladder, { current: null, target: 'l2' }, passing('l1', 'l2')).grade).toBe('l2');
  });

  it('is no higher than the target', () => {
    expect(decideGrade(policy, ladder, { current: 'l2', target: 'l2' }, passing(...four)).grade).toBe('l2');
  });

  it('is shown by the first name of its level', () => {
    expect(decideGrade(policy, ladder, { current: 'l1', target: 'l2' }, passing('l1', 'l2')).explanation.grade).toBe('L2');
  });

  it('is refused for a target below the current level', () => {
    expect(() => decideGrade(policy, ladder, { current: 'l3', target: 'l2' }, [])).toThrow(
      expect.objectContaining({ name: 'DomainError', code: 'target-below-current' }),
    );
  });
});

// ── implied answers ─────────────────────────────────────────────────────────────────────────────────────────────────

describe('a 2 or 3 for a later cell', () => {
  const grows = matrixOf(everywhere, [competency('grows', [{ at: ['l1'] }, { at: ['l2'] }, { at: ['l3'] }])]);
  const levels = { current: null, target: 'l3' };
  const at = (level: string, value: RatingValue, role: RaterRole = 'manager', rater = 'm'): Answer[] =>
    gave(role, rater, { grows: value }, level);

  it.each([2, 3] as const)('(%i) counts as a 2 for the earlier cells that the rater left out', (value) => {
    const decision = decideGrade(policy, grows, levels, at('l3', value));
    for (const gate of [0, 1]) {
      expect(cellOf(decision, 'grows', gate)).toMatchObject({ value: '2', verdict: 'met' });
      expect(cellOf(decision, 'grows', gate).contributions[0]).toMatchObject({ rating: 2, implied: true, counted: '2' });
    }
    expect(cellOf(decision, 'grows', 2).contributions[0]).toMatchObject({ rating: value, implied: false, counted: '2' });
  });

  it('does so from beyond the target too', () => {
    const decision = decideGrade(policy, grows, { current: null, target: 'l1' }, at('l3', 2));
    expect(cellOf(decision, 'grows').verdict).toBe('met');
  });

  it('implies nothing as a 0, a 1 or an n, nor for later cells', () => {
    for (const value of [0, 1, 'n'] as const) {
      expect(cellOf(decideGrade(policy, grows, levels, at('l2', value)), 'grows', 0).value).toBeNull();
    }
    expect(cellOf(decideGrade(policy, grows, levels, at('l2', 3)), 'grows', 2).value).toBeNull();
  });

  it('counts among the three peers who could judge', () => {
    const answers = [...at('l1', 1, 'peer', 'a'), ...at('l1', 1, 'peer', 'b'), ...at('l2', 2, 'peer', 'c')];
    expect(cellOf(decideGrade(policy, grows, levels, answers), 'grows', 0).value).toBe('1.5'); // (1 + 1 + 2) / 3
  });

  it('does not overrule "unable to judge", which is an answer', () => {
    const decision = decideGrade(policy, grows, levels, [...at('l1', 'n'), ...at('l3', 3)]);
    expect(cellOf(decision, 'grows', 0)).toMatchObject({ value: null, verdict: 'no-opportunity' });
    expect(cellOf(decision, 'grows', 1).verdict).toBe('met');
  });

  it('holds for that rater in that role alone', () => {
    const answers = [...at('l1', 1, 'peer', 'a'), ...at('l1', 1, 'peer', 'b'), ...at('l2', 2, 'upward', 'c'), ...at('l2', 2, 'peer', 'b')];
    expect(cellOf(decideGrade(policy, grows, levels, answers), 'grows', 0).value).toBeNull();
  });

  it('stands beside a 0 or 1 for an earlier cell, with a warning', () => {
    const decision = decideGrade(policy, grows, levels, [...at('l1', 0), ...at('l2', 2)]);
    expect(cellOf(decision, 'grows', 0).value).toBe('0');
    expect(cellOf(decision, 'grows', 1).value).toBe('2');
    expect(decision.explanation.warnings).toEqual([
      expect.objectContaining({
        source: 'manager',
        earlier: expect.objectContaining({ statement: { en: 'grows from l1' } }),
        later: expect.objectContaining({ statement: { en: 'grows from l2' } }),
      }),
    ]);
  });

  it('warns once for a pair: an implied answer contradicts nobody', () => {
    const decision = decideGrade(policy, grows, levels, [...at('l1', 0), ...at('l3', 2)]);
    expect(decision.explanation.warnings).toHaveLength(1);
  });

  it('warns of peers by their shown means alone, never by one peer’s answers', () => {
    const split = [...at('l1', 0, 'peer', 'a'), ...at('l2', 3, 'peer', 'a')];
    expect(decideGrade(policy, grows, levels, split).explanation.warnings).toEqual([]);
    const many = ['a', 'b', 'c'].flatMap((rater) => [...at('l1', 1, 'peer', rater), ...at('l2', 2, 'peer', rater)]);
    expect(decideGrade(policy, grows, levels, many).explanation.warnings).toEqual([expect.objectContaining({ source: 'peers' })]);
    const unseen = decideGrade(policy, grows, { current: null, target: 'l1' }, many);
    expect(unseen.explanation.warnings).toEqual([]); // the later mean is not shown
  });
});

// ── the lift ────────────────────────────────────────────────────────────────────────────────────────────────────────

describe('the smallest set of cells that would lift the grade', () => {
  const first = { current: null, target: 'l1' };

  it('is every missed must-have and as many others as are missed beyond what may be, the nearest first', () => {
    const matrix = matrixOf(['l1'], [...plain(4, ['l1']), competency('must', [{ at: ['l1'], mustHave: true }])]);
    const answers = [
      ...gave('manager', 'm', { c1: 0, c2: 1, c4: 2, must: 1 }), // c3 has no answer
    ];
    const { grade, explanation } = decideGrade(policy, matrix, first, answers);
    expect(grade).toBeNull();
    // c1, c2, c3 are missed and one may be: two must be lifted, c2 (1) before c1 (0) before c3 (no value)
    expect(explanation.lift).toEqual({
      level: 'L1',
      cells: [expect.objectContaining({ competency: 'c1' }), expect.objectContaining({ competency: 'c2' }), expect.objectContaining({ competency: 'must' })],
    });
  });

  it('goes by the matrix among equals', () => {
    const { explanation } = decideGrade(policy, matrixOf(['l1'], plain(3, ['l1'])), first, gave('manager', 'm', { c1: 0, c2: 0, c3: 0 }));
    expect(explanation.lift?.cells.map((cell) => cell.competency)).toEqual(['c1', 'c2']);
  });

  it('is none at the target', () => {
    expect(decideGrade(policy, one, atOne, gave('manager', 'm', { only: 2 })).explanation.lift).toBeNull();
  });

  it('opens the current gate where the grade fell below it', () => {
    const matrix = matrixOf(everywhere, everywhere.flatMap((level) => plain(2, [level], `${level}-`)));
    const { grade, explanation } = decideGrade(policy, matrix, { current: 'l2', target: 'l3' }, gave('manager', 'm', { 'l2-1': 1, 'l2-2': 0 }, 'l2'));
    expect(grade).toBe('l1');
    expect(explanation.lift).toMatchObject({ level: 'L2', cells: [{ competency: 'l2-1' }] });
  });
});

// ── the explanation ─────────────────────────────────────────────────────────────────────────────────────────────────

describe('the explanation', () => {
  const matrix = matrixOf(everywhere, [...plain(3, everywhere, 's', 'soft'), competency('grows', [{ at: ['l1'] }, { at: ['l2', 'l3'] }])]);
  const answers = [
    ...gave('manager', 'rater-m', { s1: 2, s2: 1, grows: 2 }, 'l2'),
    ...['a', 'b', 'c'].flatMap((name) => gave('peer', `rater-${name}`, { s1: 2, s3: 1 }, 'l3')),
    ...gave('self', 'rater-s', { s1: 3 }),
  ];
  const decision = decideGrade(policy, matrix, { current: 'l1', target: 'l2' }, answers);

  it('fits its contract', () => {
    expect(explanationSchema.parse(decision.explanation)).toEqual(decision.explanation);
  });

  it('shows every gate from current to target with every cell in force', () => {
    expect(decision.explanation.gates.map((gate) => gate.level)).toEqual(['L1', 'L2']);
    expect(decision.explanation.gates.map((gate) => gate.cells.length)).toEqual([4, 4]);
  });

  it('names no rater, no number of peers and no level code', () => {
    const text = JSON.stringify(decision.explanation);
    expect(text).not.toMatch(/rater-/);
    expect(Object.keys(cellOf(decision, 's1').contributions[1] ?? {})).toEqual(['source', 'counted', 'weight']);
    expect(cellOf(decision, 's1').levels).toEqual(['L1', 'L2', 'L3']);
  });

  it('is the same bytes in any order of the answers and by any names of the raters', () => {
    const renamed = answers.map((answer) => ({ ...answer, rater: `${answer.rater.length}${[...answer.rater].reverse().join('')}` }));
    expect(JSON.stringify(decideGrade(policy, matrix, { current: 'l1', target: 'l2' }, renamed.reverse()))).toBe(JSON.stringify(decision));
  });
});

describe('answers that no grade can be decided from', () => {
  it.each([
    ['unknown-competency', gave('manager', 'm', { nothing: 2 })],
    ['unknown-level', gave('manager', 'm', { only: 2 }, 'l9')],
    ['cell-rated-twice', [...gave('peer', 'p', { only: 2 }), ...gave('peer', 'p', { only: 2 })]],
    ['rater-not-allowed', [...gave('manager', 'm', { only: 2 }), ...gave('manager', 'other', { only: 2 })]],
  ])('are refused as %s', (code, answers) => {
    let refusal: unknown;
    try {
      decideGrade(policy, one, atOne, answers);
    } catch (error) {
      refusal = error;
    }
    expect(refusal).toBeInstanceOf(DomainError);
    expect(refusal).toMatchObject({ code });
  });
});
