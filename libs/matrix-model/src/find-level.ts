import type { Level, MatrixContent } from './matrix.js';

/**
 * The level that people mean by a name: any of its names, all of them together as in its title ("Junior+ Middle-"), or its code; case, ё and
 * white space do not matter. Undefined where no level has it.
 */
export function findLevel(matrix: Pick<MatrixContent, 'levels'>, name: string): Level | undefined {
  const wanted = keyOf(name);
  return (
    matrix.levels.find((level) => level.names.some((one) => keyOf(one) === wanted)) ??
    matrix.levels.find((level) => keyOf(level.names.join('')) === wanted) ??
    matrix.levels.find((level) => level.code === wanted)
  );
}

function keyOf(name: string): string {
  return name.normalize('NFC').toLowerCase().replaceAll('ё', 'е').replace(/\s+/gu, '');
}
