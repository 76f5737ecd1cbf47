// What a closing page has not seen the database take: its requests may die with it. Written at once, and taken over from here by whoever opens the record next.
export type Parts<Part> = Readonly<Record<string, Part>>;

/** What became of a record. */
interface LastWords {
  readonly parts: Parts<unknown>;
  /** The names of parts that are no more. */
  readonly without: readonly string[];
}

export interface Left {
  readonly over: <Part>(kept: Parts<Part>) => Parts<Part>;
  /** Once the database has it; what another page has left meanwhile stays. */
  readonly taken: () => void;
}

export function leftOf(name: string): Left {
  const left = unlessRefused(() => localStorage.getItem(name)) ?? null;
  const { parts, without } = read(left);
  return {
    over: <Part>(kept: Parts<Part>) => ({ ...omitted(kept, without), ...(parts as Parts<Part>) }),
    taken: () => void unlessRefused(() => left !== null && localStorage.getItem(name) === left && localStorage.removeItem(name)),
  };
}

/** The records of which there is something. */
export const namesOfLeft = (): readonly string[] => unlessRefused(() => Object.keys(localStorage)) ?? [];

export function leave(name: string, before: Parts<unknown>, after: Parts<unknown>): void {
  const earlier = read(unlessRefused(() => localStorage.getItem(name)) ?? null);
  const gone = Object.keys(before).filter((part) => !(part in after));
  const changed = Object.fromEntries(Object.entries(after).filter(([part, value]) => before[part] !== value));
  if (gone.length + Object.keys(changed).length === 0) return;
  const last: LastWords = { parts: { ...omitted(earlier.parts, gone), ...changed }, without: [...new Set([...earlier.without, ...gone])] };
  unlessRefused(() => localStorage.setItem(name, JSON.stringify(last)));
}

export const forgetLeft = (name: string): void => void unlessRefused(() => localStorage.removeItem(name));

const read = (left: string | null): LastWords => (left === null ? undefined : unlessRefused(() => JSON.parse(left) as LastWords)) ?? { parts: {}, without: [] };

const omitted = <Part>(parts: Parts<Part>, without: readonly string[]): Parts<Part> => Object.fromEntries(Object.entries(parts).filter(([part]) => !without.includes(part)));

/** A browser that keeps nothing in its database may throw here as well. */
function unlessRefused<Answer>(ask: () => Answer): Answer | undefined {
  try {
    return ask();
  } catch {
    return undefined;
  }
}
