// A small matrix for the specs of this folder: three levels, two softs, two hards, one of them raised.
import type { Competency, Expectation, MatrixContent } from '@rung/matrix-model';

function cell(listedAt: string[], statement: string, more: Partial<Expectation> = {}): Expectation {
  return { listedAt, statement: { en: statement }, questions: [], evidenceRequired: false, mustHave: false, weight: 1, ...more };
}

function competency(id: string, group: string, ...cells: Expectation[]): Competency {
  return { id, group, title: { en: id }, cells };
}

export const exampleMatrix: MatrixContent = {
  name: 'Example',
  reading: 'complete',
  groups: ['soft', 'hard'],
  levels: [
    { code: 'junior', names: ['Junior'], sameAs: {} },
    { code: 'middle', names: ['Middle', 'Mid'], sameAs: {} },
    { code: 'senior', names: ['Senior'], sameAs: {} },
  ],
  terms: [],
  competencies: [
    competency('learning', 'soft', cell(['junior', 'middle', 'senior'], 'Learns, proven by deeds', { evidenceRequired: true, mustHave: true })),
    competency('feedback', 'soft', cell(['middle', 'senior'], 'Takes feedback well')),
    competency('syntax', 'hard', cell(['junior'], 'Knows the syntax'), cell(['middle', 'senior'], 'Writes complex functions')),
    competency('testing', 'hard', cell(['senior'], 'Tests what matters')),
  ],
};
