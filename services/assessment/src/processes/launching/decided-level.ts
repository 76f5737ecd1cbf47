import type { Matrices } from '../../reference/matrices/matrices.js';
import type { Streams } from '../../streams.js';

/** A grade that was released, and the cycle that it was decided in. */
export interface DecidedLevel {
  readonly cycle: string;
  readonly grade: string;
}

/** What a level is called in the version that it was decided on: a later version may have it under another code. */
export async function namesDecidedOn(streams: Streams, matrices: Matrices, { cycle, grade }: DecidedLevel): Promise<readonly string[]> {
  const { matrix } = await streams.cycle(cycle);
  const { levels } = await matrices.pinned(matrix);
  return levels.find(({ code }) => code === grade)?.names ?? [];
}
