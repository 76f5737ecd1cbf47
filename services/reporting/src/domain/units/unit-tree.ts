// The organisation as a tree, whatever order its units became known in.

export interface Unit {
  readonly unit: string;
  readonly parent: string | null;
}

export interface UnitNode {
  /** The organisation's code; null for the whole organisation, which is above the top units. */
  readonly unit: string | null;
  /** In the order of their codes. */
  readonly below: readonly UnitNode[];
}

/**
 * Everything hangs on the whole organisation in the end: units whose parent is not known (yet) are top units, and so is the
 * first of units that are each other's parents for as long as an event is under way.
 */
export function unitTree(units: readonly Unit[]): UnitNode {
  const sorted = [...units].sort((one, other) => (one.unit < other.unit ? -1 : 1));
  const known = new Set(sorted.map(({ unit }) => unit));
  const byParent = new Map<string | null, string[]>();
  for (const { unit, parent } of sorted) {
    const above = parent !== null && known.has(parent) ? parent : null;
    byParent.set(above, [...(byParent.get(above) ?? []), unit]);
  }
  const placed = new Set<string>();
  const nodeOf = (unit: string): UnitNode => {
    placed.add(unit);
    return { unit, below: (byParent.get(unit) ?? []).filter((child) => !placed.has(child)).map(nodeOf) };
  };
  const below = (byParent.get(null) ?? []).map(nodeOf);
  for (const { unit } of sorted) if (!placed.has(unit)) below.push(nodeOf(unit));
  return { unit: null, below };
}

/** The node of a unit, or undefined where the tree has none. */
export function findUnit(node: UnitNode, unit: string | null): UnitNode | undefined {
  if (node.unit === unit) return node;
  for (const child of node.below) {
    const found = findUnit(child, unit);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The unit and all below it. */
export function unitsOf(node: UnitNode): (string | null)[] {
  return [node.unit, ...node.below.flatMap(unitsOf)];
}
