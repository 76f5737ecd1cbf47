import type { MatrixContent } from '@rung/matrix-model';

/** The first name of a level; null for none. */
export function levelNameOf(content: MatrixContent, code: string | null): string | null {
  return content.levels.find((level) => level.code === code)?.names[0] ?? null;
}
