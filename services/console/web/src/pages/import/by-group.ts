import type { Preview } from './import-queries.js';

interface CompetencyGroup {
  readonly group: string;
  readonly competencies: Preview['competencies'];
}

/** The competencies in the order in which they are shown: soft before hard, in each as they first appear. */
export function byGroup({ competencies }: Pick<Preview, 'competencies'>): CompetencyGroup[] {
  return ['soft', 'hard']
    .map((group) => ({ group, competencies: competencies.filter((one) => one.group === group) }))
    .filter((one) => one.competencies.length > 0);
}
