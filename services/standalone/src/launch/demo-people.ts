// Whom one can sign in as.
import { editor, hr } from '../demo/demo.js';
import { positionTitles, type Organisation } from '../demo/organisation/organisation.js';
import type { DemoPerson } from '../issuer/dev-issuer.js';

const staff: readonly DemoPerson[] = [
  { key: hr, name: 'Ольга Соколова', title: { ru: 'HR', en: 'Human resources' }, roles: ['hr'] },
  { key: editor, name: 'Андрей Морозов', title: { ru: 'Редактор матриц', en: 'Editor of matrices' }, roles: ['matrix-editor'] },
  { key: 'analyst', name: 'Eva Zimina', title: { ru: 'Аналитик', en: 'Analyst' }, roles: ['analyst'] },
  { key: 'operator', name: 'Лев Котов', title: { ru: 'Оператор', en: 'Operator' }, roles: ['operator'] },
];

/** Those who act for the organisation, and everybody of the demo's company, who have no roles. */
export function demoPeople(organisation: Organisation | undefined): DemoPerson[] {
  const employees = organisation?.employees ?? [];
  return [...staff, ...employees.map(({ key, name, position }) => ({ key, name, title: positionTitles[position], roles: [] }))];
}
