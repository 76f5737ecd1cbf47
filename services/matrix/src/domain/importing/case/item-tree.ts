// The items of a package below each other, as its associations say.
import type { Anomaly } from '../drafting/draft.js';
import { unreadable } from '../refusal.js';
import type { ParsedTree } from '../trees/parse-tree.js';
import type { CaseAssociation, CaseItem, CasePackage } from './case-package.js';

export interface PlacedItem {
  readonly item: CaseItem;
  /** Among the package's items. */
  readonly at: number;
  /** Those that it stands below, from the top. */
  readonly above: readonly CaseItem[];
  readonly hasChildren: boolean;
}

const deepest = 20;

/** In the order of the tree. @throws DomainError import-unreadable for items that stand below themselves, or too deep */
export function itemsInOrder(tree: ParsedTree, { CFDocument, CFItems, CFAssociations }: CasePackage): { readonly items: PlacedItem[]; readonly anomalies: Anomaly[] } {
  const anomalies: Anomaly[] = [];
  const placeOf = new Map(CFItems.map(({ identifier }, at) => [identifier, at]));
  const note = (at: number, path: 'CFItems' | 'CFAssociations', message: string): void => void anomalies.push({ kind: 'unassigned-text', ...tree.placeOf([path, at]), message });
  const parents = new Map<string, { readonly parent: string | undefined; readonly place: number }>();
  for (const [at, one] of CFAssociations.entries()) {
    const { originNodeURI: child, destinationNodeURI: parent } = one;
    if (one.associationType !== 'isChildOf') continue;
    if (!placeOf.has(child.identifier)) note(at, 'CFAssociations', `the item ${named(child)} is not in the package, and is not taken`);
    else if (parents.has(child.identifier)) note(placeOf.get(child.identifier) ?? 0, 'CFItems', `the item ${named(child)} stands below ${named(parent)} as well; it is read where it stands first`);
    else if (parent.identifier === CFDocument.identifier) parents.set(child.identifier, { parent: undefined, place: orderOf(one, at) });
    else if (placeOf.has(parent.identifier)) parents.set(child.identifier, { parent: parent.identifier, place: orderOf(one, at) });
    else note(placeOf.get(child.identifier) ?? 0, 'CFItems', `the item ${named(child)} stands below ${named(parent)}, which is not in the package; it is read as if it stood at the top`);
  }
  const children = groupedBy(CFItems, ({ identifier }) => parents.get(identifier)?.parent);
  const items: PlacedItem[] = [];
  const walk = (parent: string | undefined, above: readonly CaseItem[]): void => {
    for (const item of (children.get(parent) ?? []).toSorted((one, other) => (parents.get(one.identifier)?.place ?? 0) - (parents.get(other.identifier)?.place ?? 0))) {
      const at = placeOf.get(item.identifier) ?? 0;
      if (above.length > deepest) throw unreadable(tree.placeOf(['CFItems', at]), 'items-too-deep', { most: deepest });
      items.push({ item, at, above, hasChildren: children.has(item.identifier) });
      walk(item.identifier, [...above, item]);
    }
  };
  walk(undefined, []);
  const found = new Set(items.map(({ item }) => item));
  const lost = CFItems.findIndex((item) => !found.has(item));
  if (lost >= 0) throw unreadable(tree.placeOf(['CFItems', lost]), 'item-below-itself', { item: named({ identifier: CFItems[lost]?.identifier ?? '', title: CFItems[lost]?.fullStatement ?? '' }) });
  return { items, anomalies: [...anomalies, ...others(tree, CFAssociations)] };
}

function groupedBy<Value, Key>(values: readonly Value[], keyOf: (value: Value) => Key): Map<Key, Value[]> {
  const groups = new Map<Key, Value[]>();
  for (const value of values) {
    const group = groups.get(keyOf(value));
    if (group === undefined) groups.set(keyOf(value), [value]);
    else group.push(value);
  }
  return groups;
}

/** By its number, where it has one; those without come as they are listed. */
function orderOf({ sequenceNumber }: CaseAssociation, at: number): number {
  return sequenceNumber ?? at;
}

/** What else items have to do with each other, once for each kind. */
function others(tree: ParsedTree, associations: readonly CaseAssociation[]): Anomaly[] {
  const kinds = groupedBy(associations.map((one, at) => ({ kind: one.associationType, at })), ({ kind }) => kind);
  return [...kinds].flatMap(([kind, [first, ...more]]): Anomaly[] =>
    first === undefined || kind === 'isChildOf' || kind === 'precedes' ? [] : [{ kind: 'unassigned-text', ...tree.placeOf(['CFAssociations', first.at]), message: `${more.length + 1} associations of the kind "${kind.slice(0, 80)}" are not taken` }],
  );
}

function named({ title, identifier }: { readonly title: string; readonly identifier: string }): string {
  return title === '' ? identifier.slice(0, 80) : `"${title.slice(0, 80)}" (${identifier.slice(0, 80)})`;
}
