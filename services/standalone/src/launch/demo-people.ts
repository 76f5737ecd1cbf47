// Whom one can sign in as.
import { editor, hr } from '../demo/demo.js';
import { positionTitles, type Organisation } from '../demo/organisation/organisation.js';
import type { DemoPerson } from '../issuer/dev-issuer.js';

const staff: readonly DemoPerson[] = [
  { key: hr, name: 'Ольга Соколова', title: { ru: 'HR', en: 'Human resources' }, does: { ru: 'Читает отчёты и грейды всех', en: 'Reads the reports, and everybody’s grade' }, roles: ['hr'] },
  { key: editor, name: 'Андрей Морозов', title: { ru: 'Редактор матриц', en: 'Editor of matrices' }, does: { ru: 'Импортирует, правит и публикует матрицы', en: 'Imports, edits and publishes matrices' }, roles: ['matrix-editor'] },
  { key: 'analyst', name: 'Eva Zimina', title: { ru: 'Аналитик', en: 'Analyst' }, does: { ru: 'Видит матрицы, но не людей; отчётов для аналитика пока нет', en: 'Sees matrices and no people; there is no report for analysts yet' }, roles: ['analyst'] },
  { key: 'operator', name: 'Лев Котов', title: { ru: 'Оператор', en: 'Operator' }, does: { ru: 'Следит, чтобы Rung работал: из командной строки, ответов не видит', en: 'Keeps Rung running: by command line, and sees no answers' }, roles: ['operator'] },
];

/** Those who act for the organisation, and everybody of the demo's company, who have no roles. */
export function demoPeople(organisation: Organisation | undefined): DemoPerson[] {
  const employees = organisation?.employees ?? [];
  return [...staff, ...employees.map(({ key, name, position }) => ({ key, name, title: positionTitles[position], roles: [] }))];
}
