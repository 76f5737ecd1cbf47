/**
 * Who is in a circle when everybody points at one other at most: managers, or parents of units. In time proportional to
 * their number.
 */
export function inCircles(pointsAt: ReadonlyMap<string, string>): ReadonlySet<string> {
  const settled = new Set<string>();
  const circles = new Set<string>();
  for (const start of pointsAt.keys()) {
    const path: string[] = [];
    const placeOnPath = new Map<string, number>();
    let current: string | undefined = start;
    while (current !== undefined && !settled.has(current) && !placeOnPath.has(current)) {
      placeOnPath.set(current, path.length);
      path.push(current);
      current = pointsAt.get(current);
    }
    const entry = current === undefined ? undefined : placeOnPath.get(current);
    if (entry !== undefined) for (const member of path.slice(entry)) circles.add(member);
    for (const member of path) settled.add(member);
  }
  return circles;
}
