import type { MatrixContent } from './matrix.js';

/** The languages in which titles and statements are, in the order of their tags. */
export function languagesIn({ competencies }: Pick<MatrixContent, 'competencies'>): string[] {
  const texts = competencies.flatMap(({ title, cells }) => [title, ...cells.map(({ statement }) => statement)]);
  return [...new Set(texts.flatMap((text) => Object.keys(text)))].sort();
}
