import type { VersionDiff } from './matrix-diff-query.js';

export interface DiffCount {
  readonly kind: 'added' | 'removed' | 'raised' | 'reworded' | 'moved' | 'ended';
  /** Of competencies, each once. */
  readonly count: number;
}

/** How much is otherwise, by what readers look for first. */
export function diffCounts({ added, removed, changed }: VersionDiff): readonly DiffCount[] {
  const of = (is: (one: VersionDiff['changed'][number]) => boolean): number => changed.filter(is).length;
  return [
    { kind: 'added', count: added.length },
    { kind: 'removed', count: removed.length },
    { kind: 'raised', count: of(({ cells }) => cells.some(({ change }) => change === 'raised')) },
    { kind: 'reworded', count: of(({ title, cells }) => title !== undefined || cells.some(({ statement }) => statement !== undefined)) },
    { kind: 'moved', count: of(({ moved }) => moved !== undefined) },
    { kind: 'ended', count: of(({ ended }) => ended !== undefined) },
  ];
}
