/**
 * The members of two orders that need not move to get from one to the other: a longest run that both have in the same sequence. What
 * is in one of them alone is not among them.
 */
export function unmoved(before: readonly string[], after: readonly string[]): ReadonlySet<string> {
  const placeBefore = new Map(before.map((id, at) => [id, at]));
  /** For each length, the run of that length that ends at the lowest place so far. */
  const ends: Run[] = [];
  for (const id of after) {
    const place = placeBefore.get(id);
    if (place === undefined) continue;
    // from the end: most have not moved, and are behind all that came before
    const length = ends.findLastIndex((run) => run.place < place) + 1;
    ends[length] = { id, place, previous: ends[length - 1] };
  }
  const kept = new Set<string>();
  for (let run = ends.at(-1); run !== undefined; run = run.previous) kept.add(run.id);
  return kept;
}

interface Run {
  readonly id: string;
  readonly place: number;
  readonly previous: Run | undefined;
}
