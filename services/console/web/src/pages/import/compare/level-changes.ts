// Which levels come, go, or are called otherwise, before what is said at them.

interface Named {
  readonly names: readonly string[];
}

export interface LevelChanges {
  /** By their first names. */
  readonly added: readonly string[];
  readonly removed: readonly string[];
  /** By all their names. */
  readonly renamed: readonly { readonly before: string; readonly after: string }[];
  /** The order of those that stay, where it is another. */
  readonly reordered: readonly string[];
}

/** A level is the same as one that it shares a name with. */
export function levelChanges(before: readonly Named[], after: readonly Named[]): LevelChanges {
  const sameIn = (levels: readonly Named[], { names }: Named): Named | undefined => levels.find((one) => one.names.some((name) => names.includes(name)));
  const stay = after.flatMap((one) => {
    const was = sameIn(before, one);
    return was === undefined ? [] : [{ was, is: one }];
  });
  const isReordered = stay.some(({ was }, at) => at > 0 && before.indexOf(was) < before.indexOf(stay[at - 1]!.was));
  return {
    added: after.filter((one) => sameIn(before, one) === undefined).map(firstName),
    removed: before.filter((one) => sameIn(after, one) === undefined).map(firstName),
    renamed: stay.map(({ was, is }) => ({ before: allNames(was), after: allNames(is) })).filter(({ before: one, after: other }) => one !== other),
    reordered: isReordered ? stay.map(({ is }) => firstName(is)) : [],
  };
}

const firstName = ({ names }: Named): string => names[0] ?? '';
const allNames = ({ names }: Named): string => names.join(' / ');
