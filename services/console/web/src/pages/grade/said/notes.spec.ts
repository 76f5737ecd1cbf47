import { describe, expect, it } from '@jest/globals';

import type { Translate } from '../../../i18n/use-text.js';
import type { Explanation } from '../explanation/grade-view.js';
import { answered, cellOf, gateOf, gradeOf } from '../explanation/grade.fixture.js';
import { notesOf } from './notes.js';

const named: Translate = (id, values) => `${id} ${values?.['n'] ?? ''}`.trim();

const of = (cells: Parameters<typeof gateOf>[1]): Explanation => ({ ...gradeOf({ current: 'Middle+', target: 'Senior', soft: answered({}), hard: answered({}) }).explanation, gates: [gateOf('Senior', cells)] });

describe('the notes on a grade', () => {
  it('are none where manager and peers answered everything', () => {
    expect(notesOf(of([cellOf({ verdict: 'met' })]), named)).toEqual([]);
  });

  it('count whose answers were missing at the level in question', () => {
    const manager = { source: 'manager', rating: 2, implied: false, counted: '2', weight: '1' } as const;
    const peers = { source: 'peers', counted: '2', weight: '1' } as const;
    const noManager = { source: 'manager', rating: null, implied: false, counted: null, weight: null } as const;
    const noPeers = { source: 'peers', counted: null, weight: null } as const;
    const cells = [
      cellOf({ verdict: 'met', contributions: [manager, noPeers] }),
      cellOf({ verdict: 'met', contributions: [manager, noPeers] }),
      cellOf({ verdict: 'met', contributions: [noManager, peers] }),
      cellOf({ verdict: 'stands', contributions: [noManager, noPeers] }),
      cellOf({ verdict: 'no-opportunity', contributions: [noManager, noPeers] }),
    ];
    expect(notesOf(of(cells), named)).toEqual(['grade.note.manager-alone 2', 'grade.note.peers-alone 1', 'grade.note.stands 1', 'grade.note.no-opportunity 1']);
  });

  it('say that one review lowers by one level where the current level is missed', () => {
    const { explanation } = gradeOf({ current: 'Middle+', target: 'Middle+', grade: 'Junior+', soft: answered({ missed: 3 }), hard: answered({ met: 2 }) });
    expect(notesOf(explanation, named)).toEqual(['grade.note.one-level']);
  });
});
