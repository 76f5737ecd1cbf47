import { describe, expect, it } from '@jest/globals';
import { DomainError } from '@rung/event-sourcing';
import { matrixFaults } from '@rung/matrix-model';

import { applyCorrections, correction, readMatrixText, toMatrixContent, toPreviewJson, type Correction } from './index.js';

const text = `Level Junior
Softs:
1. Learns, proven by deeds (What?).
2. Explains options to the customer.
Hards:
1. Knows Python syntax.
2. Uses Git.
Level Senior
Softs:
1. Learns, proven by deeds.
2. Explains options to the custmer (How?).
Hards:
1. Writes complex Python.
2. Reviews code.
Level Lead
Softs:
1. Learns, proven by deeds.
Hards: same as Senior.`;
const preview = readMatrixText(text);
const after = (...corrections: Correction[]) => toPreviewJson(applyCorrections(preview, corrections));
const competency = (id: string, ...corrections: Correction[]) => after(...corrections).competencies.find((one) => one.id === id);

describe('corrections', () => {
  it('none change nothing', () => expect(applyCorrections(preview, [])).toBe(preview));

  it("merge: two are one, in the first one's words", () => {
    const merged = after({ kind: 'merge', competencies: ['uses-git', 'reviews-code'] });
    expect(merged.competencies.map((one) => one.id)).not.toContain('reviews-code');
    expect(merged.competencies.find((one) => one.id === 'uses-git')?.cells).toEqual([
      { levels: ['Junior', 'Senior', 'Lead'], statement: 'Uses Git', questions: [], evidenceRequired: false, mustHave: false },
    ]);
    expect(merged.levels.map((level) => level.groups.hard.own)).toEqual([2, 2, 0]);
  });

  it('split: a level has its own words back', () => {
    const split = after({ kind: 'split', competency: 'explains-options-to-the-customer', level: 'senior' });
    expect(split.competencies.filter((one) => one.id.startsWith('explains')).map((one) => one.cells)).toEqual([
      [expect.objectContaining({ levels: ['Junior'], statement: 'Explains options to the customer' })],
      [expect.objectContaining({ levels: ['Senior'], statement: 'Explains options to the custmer', questions: ['How?'] })],
    ]);
  });

  it('split then merge is as before, but for the place', () => {
    const back = after(
      { kind: 'split', competency: 'explains-options-to-the-customer', level: 'Senior' },
      { kind: 'merge', competencies: ['explains-options-to-the-customer', 'explains-options-to-the-custmer'] },
    );
    expect({ ...back, competencies: back.competencies.map((one) => one.cells.map((cell) => cell.levels)) }).toEqual({
      ...after(),
      competencies: after().competencies.map((one) => one.cells.map((cell) => cell.levels)),
    });
  });

  it('link: later statements raise earlier ones', () => {
    const [one] = [
      competency('knows-python-syntax', { kind: 'link', competencies: ['writes-complex-python', 'knows-python-syntax'] }),
      competency('writes-complex-python', { kind: 'link', competencies: ['writes-complex-python', 'knows-python-syntax'] }),
    ].filter((found) => found !== undefined);
    expect(one?.cells.map((cell) => [cell.statement, cell.levels])).toEqual([
      ['Knows Python syntax', ['Junior']],
      ['Writes complex Python', ['Senior', 'Lead']],
    ]);
  });

  it('evidence: and the must-have goes with it', () => {
    expect(competency('uses-git', { kind: 'evidence', competency: 'uses-git', required: true })?.cells[0]).toMatchObject({
      evidenceRequired: true,
      mustHave: true,
    });
    expect(
      competency('learns-proven-by-deeds', { kind: 'evidence', competency: 'learns-proven-by-deeds', required: false })?.cells[0],
    ).toMatchObject({ evidenceRequired: false, mustHave: false });
  });

  it('must-have: alone', () => {
    expect(
      competency('learns-proven-by-deeds', { kind: 'must-have', competency: 'learns-proven-by-deeds', value: false })?.cells[0],
    ).toMatchObject({ evidenceRequired: true, mustHave: false });
    expect(
      competency(
        'uses-git',
        { kind: 'must-have', competency: 'uses-git', value: true },
        { kind: 'evidence', competency: 'uses-git', required: true },
      )?.cells[0],
    ).toMatchObject({ evidenceRequired: true, mustHave: true });
  });

  it('must-have of one cell of a linked competency', () => {
    const linked = competency(
      'knows-python-syntax',
      { kind: 'link', competencies: ['knows-python-syntax', 'writes-complex-python'] },
      { kind: 'must-have', competency: 'knows-python-syntax', value: true, level: 'Lead' },
    );
    expect(linked?.cells.map((cell) => cell.mustHave)).toEqual([false, true]);
  });

  it('reading: what is not listed is carried', () => {
    expect(after({ kind: 'reading', value: 'additive' }).levels.map((level) => level.groups)).toEqual([
      { soft: { own: 2, inForce: 2, sameAs: null }, hard: { own: 2, inForce: 2, sameAs: null } },
      { soft: { own: 2, inForce: 2, sameAs: null }, hard: { own: 2, inForce: 4, sameAs: null } },
      { soft: { own: 1, inForce: 2, sameAs: null }, hard: { own: 0, inForce: 4, sameAs: 'Senior' } },
    ]);
  });

  it('reverse-levels: and back', () => {
    expect(after({ kind: 'reverse-levels' }).levels.map((level) => level.names)).toEqual([['Lead'], ['Senior'], ['Junior']]);
    expect(after({ kind: 'reverse-levels' }, { kind: 'reverse-levels' })).toEqual(after());
    expect(() => toMatrixContent(preview, { name: 'A', corrections: [{ kind: 'reverse-levels' }] })).not.toThrow();
  });

  it('rename-level: also where it is referred to', () => {
    const renamed = after({ kind: 'rename-level', level: 'senior', names: ['Expert', 'Senior'] });
    expect(renamed.levels[2]?.groups.hard.sameAs).toBe('Expert');
    expect(renamed.levels[1]?.names).toEqual(['Expert', 'Senior']);
  });

  it('regroup', () => expect(competency('uses-git', { kind: 'regroup', competency: 'uses-git', group: 'soft' })?.group).toBe('soft'));

  it('regroup: to a group of its own, and from there to one that the text has not', () => {
    const own = readMatrixText('Level Junior\nSoft skills:\n1. Asks\nDelivery:\n1. Plans\nLevel Senior\nSoft skills:\n1. Leads\nDelivery:\n1. Ships');
    const corrected = toMatrixContent(own, { name: 'A', corrections: [{ kind: 'regroup', competency: 'asks', group: 'delivery' }, { kind: 'regroup', competency: 'plans', group: 'hard' }] });
    expect(corrected.groups).toEqual(['soft', 'delivery', 'hard']);
    expect(Object.fromEntries(corrected.competencies.map(({ id: code, group }) => [code, group]))).toEqual({ asks: 'delivery', plans: 'hard', leads: 'soft', ships: 'delivery' });
    expect(matrixFaults(corrected)).toEqual([]);
  });

  it.each<[string, Correction, RegExp]>([
    ['an unknown competency', { kind: 'evidence', competency: 'nope', required: true }, /no competency "nope"/],
    ['an unknown group', { kind: 'regroup', competency: 'uses-git', group: 'delivery' }, /no group "delivery"; it has soft, hard/],
    ['an unknown level', { kind: 'split', competency: 'uses-git', level: 'Chief' }, /no level "Chief"/],
    ['a level that does not list it', { kind: 'split', competency: 'uses-git', level: 'Senior' }, /not listed at "Senior"/],
    ['a level that alone lists it', { kind: 'split', competency: 'uses-git', level: 'Junior' }, /nothing to split/],
    ['two of one level, merged', { kind: 'merge', competencies: ['uses-git', 'knows-python-syntax'] }, /"Junior" lists two/],
    ['two of one level, linked', { kind: 'link', competencies: ['uses-git', 'knows-python-syntax'] }, /"Junior" lists two/],
    ['a soft and a hard', { kind: 'link', competencies: ['uses-git', 'learns-proven-by-deeds'] }, /regroup one first/],
    ['one with itself', { kind: 'merge', competencies: ['uses-git', 'uses-git'] }, /named twice/],
    ['a name of another level', { kind: 'rename-level', level: 'Lead', names: ['senior'] }, /another level is called "senior"/],
    [
      'a group that a level takes from another',
      { kind: 'regroup', competency: 'learns-proven-by-deeds', group: 'hard' },
      /"Lead", which takes its hard group/,
    ],
    [
      'a level at which it is not in force',
      { kind: 'must-have', competency: 'uses-git', value: true, level: 'Lead' },
      /not in force at "Lead"/,
    ],
  ])('are refused by name: %s', (_, one, detail) => {
    const apply = () => applyCorrections(preview, [{ kind: 'reading', value: 'complete' }, one]);
    expect(apply).toThrow(DomainError);
    expect(apply).toThrow(detail);
    try {
      apply();
    } catch (error) {
      expect(error).toMatchObject({ code: 'correction-not-applicable', details: { errors: [{ pointer: '/corrections/1' }] } });
    }
  });

  it.each([
    [{ kind: 'nonsense' }],
    [{ kind: 'merge', competencies: ['one'] }],
    [{ kind: 'evidence', competency: 'a', required: 'yes' }],
    [{ kind: 'reading', value: 'loud' }],
    [{ kind: 'reverse-levels', extra: 1 }],
    [{ kind: 'rename-level', level: 'a', names: [] }],
  ])('are refused by their schema: %j', (one) => expect(correction.safeParse(one).success).toBe(false));
});

describe('the content of a version', () => {
  it('is in the language asked for', () => {
    const content = toMatrixContent(preview, { name: 'Developers', language: 'en-GB' });
    expect(content.name).toBe('Developers');
    expect(content.competencies.every((one) => Object.keys(one.title).join() === 'en-GB')).toBe(true);
    expect(toMatrixContent(preview, { name: 'Developers' }).competencies[0]?.title).toEqual({ en: 'Learns, proven by deeds' });
  });

  it('refuses what is no language', () => expect(() => toMatrixContent(preview, { name: 'A', language: '!' })).toThrow(DomainError));
});
