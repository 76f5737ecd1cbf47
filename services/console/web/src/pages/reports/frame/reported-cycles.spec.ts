import { describe, expect, it } from '@jest/globals';

import { reportedCycles, type Cycle } from './reported-cycles.js';

const matrix = { id: 'python', version: 1, hash: 'a'.repeat(64) };
const cycleOf = (name: string, status: Cycle['status'], openedAt: string | null): Cycle => ({ cycle: name, name, status, matrix, createdAt: openedAt, openedAt, releasedAt: null, version: 2 });
const namesOf = (cycles: readonly Cycle[]) => reportedCycles(cycles).map(({ name }) => name);

describe('the cycles that are reported', () => {
  it('end with the one that was opened last, whatever their names', () => {
    const [autumn, spring] = [cycleOf('Autumn', 'released', '2026-09-01T08:00:00.000Z'), cycleOf('Spring', 'closed', '2026-03-01T08:00:00.000Z')];
    expect(namesOf([autumn, spring])).toEqual(['Spring', 'Autumn']);
    expect(namesOf([spring, autumn])).toEqual(['Spring', 'Autumn']);
  });

  it('begin with those whose opening was not kept', () => {
    expect(namesOf([cycleOf('Autumn', 'calibration', '2026-09-01T08:00:00.000Z'), cycleOf('Before', 'closed', null)])).toEqual(['Before', 'Autumn']);
  });

  it('are those in which there can be grades', () => {
    const of = (status: Cycle['status']) => cycleOf(status, status, '2026-09-01T08:00:00.000Z');
    expect(namesOf([of('draft'), of('self'), of('peer'), of('manager'), of('calibration'), of('released'), of('closed'), of('cancelled')])).toEqual(['calibration', 'released', 'closed']);
  });
});
