// Whom one can sign in as.
import { editor, hr } from '../demo/demo.js';
import { positionTitles, type Organisation } from '../demo/organisation/organisation.js';
import type { DemoPerson } from '../issuer/dev-issuer.js';

const staff: readonly DemoPerson[] = [
  { key: hr, title: 'Human resources', roles: ['hr'] },
  { key: editor, title: 'Editor of matrices', roles: ['matrix-editor'] },
  { key: 'analyst', title: 'Analyst', roles: ['analyst'] },
  { key: 'operator', title: 'Operator', roles: ['operator'] },
];

/** Those who act for the organisation, and everybody of the demo's company, who have no roles. */
export function demoPeople(organisation: Organisation | undefined): DemoPerson[] {
  const employees = organisation?.employees ?? [];
  return [...staff, ...employees.map(({ key, name, position }) => ({ key, name, title: positionTitles[position], roles: [] }))];
}
