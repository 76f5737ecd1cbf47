import type { Preview } from './import-queries.js';

type Competency = Preview['competencies'][number];

const cell = (statement: string, levels: string[], evidenceRequired = false): Competency['cells'][number] => ({ statement, levels, questions: [], evidenceRequired, mustHave: false });
const counts = { soft: { own: 1, inForce: 1, sameAs: null }, hard: { own: 2, inForce: 2, sameAs: null } };

export const preview: Preview = {
  id: '00000000-0000-4000-8000-000000000000',
  format: 'text',
  mappedBy: 'proposal',
  language: 'en',
  languages: ['en'],
  reading: 'complete',
  levels: [
    { names: ['Junior'], groups: counts },
    { names: ['Senior'], groups: counts },
  ],
  competencies: [
    { id: 'asks', group: 'soft', title: 'Asks', cells: [cell('Asks', ['Junior', 'Senior'], true)] },
    { id: 'oop', group: 'hard', title: 'OOP', cells: [cell('Knows OOP', ['Junior'])] },
    { id: 'oop-deep', group: 'hard', title: 'Deep OOP', cells: [cell('Knows OOP deeply', ['Senior'])] },
    { id: 'git', group: 'hard', title: 'Git', cells: [cell('Commits', ['Junior']), cell('Rebases', ['Senior'])] },
  ],
  terms: [],
  anomalies: [],
  questions: [],
};
