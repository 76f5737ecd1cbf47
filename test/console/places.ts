// Every page of the console, with somebody who may see it.

export interface Place {
  readonly name: string;
  readonly person: string;
  readonly path: string;
}

/** @param openAssessment an assessment of E005's that is not answered. */
export const placesOf = (openAssessment: string): readonly Place[] => [
  { name: 'tasks', person: 'E005', path: '/' },
  { name: 'assess', person: 'E005', path: `/assess/${openAssessment}` },
  { name: 'my-grade', person: 'E012', path: '/me/grade' },
  { name: 'matrix', person: 'E005', path: '/matrix' },
  { name: 'distribution', person: 'hr', path: '/reports/distribution' },
  { name: 'heatmap', person: 'hr', path: '/reports/heatmap' },
  { name: 'import', person: 'editor', path: '/admin/matrix/import' },
  { name: 'forbidden', person: 'E005', path: '/nothing/here' },
];
