// The statements of a preview, and of a version that is published, in one form.
import { inLanguage } from '../../../i18n/in-language.js';
import type { Grid } from '../../../matrices/matrix-queries.js';
import type { Preview } from '../preview/import-queries.js';
import type { Stated } from './matrix-changes.js';

export function statedInPreview({ competencies }: Pick<Preview, 'competencies'>): Stated[] {
  return competencies.flatMap(({ id, group, cells }) => cells.map(({ statement, levels }) => ({ id, group, statement, levels })));
}

/** @param language the one that the preview is in, so that a translation is no change */
export function statedInGrid({ competencies, levels }: Grid, language: string): Stated[] {
  const nameOf = new Map(levels.map(({ code, names }) => [code, names[0] ?? code]));
  return competencies.flatMap(({ id, group, cells, inForce }) =>
    cells.map(({ statement }, at) => ({
      id,
      group,
      statement: inLanguage(statement, language).value,
      levels: inForce.filter(({ cell }) => cell === at).map(({ level }) => nameOf.get(level) ?? level),
    })),
  );
}
