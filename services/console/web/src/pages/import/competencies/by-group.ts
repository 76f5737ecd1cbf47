import type { Preview } from '../preview/import-queries.js';

interface CompetencyGroup {
  readonly group: string;
  readonly competencies: Preview['competencies'];
}

/** Soft and hard first, then others as they first appear. */
export function groupsOf({ competencies }: Pick<Preview, 'competencies'>): string[] {
  return [...new Set(['soft', 'hard', ...competencies.map(({ group }) => group)])].filter((group) => competencies.some((one) => one.group === group));
}

/** The competencies in the order in which they are shown: group by group, in each as they first appear. */
export function byGroup({ competencies }: Pick<Preview, 'competencies'>): CompetencyGroup[] {
  return groupsOf({ competencies }).map((group) => ({ group, competencies: competencies.filter((one) => one.group === group) }));
}
