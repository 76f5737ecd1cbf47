import { diffArrays } from 'diff';

/** A run of text that both have, that only the earlier one has (`removed`), or only the later one (`added`). */
export interface Segment {
  readonly kind: 'kept' | 'removed' | 'added';
  readonly text: string;
}

/** Words of any script, runs of white space, and each other sign by itself. */
const tokens = /[\p{L}\p{N}\p{M}_]+|\s+|./gsu;

/** More differences than a person would follow: then the one text replaces the other. */
const mostEdits = 500;

type Found = readonly { readonly value: readonly string[]; readonly added?: boolean; readonly removed?: boolean }[];

/** What became of a text, word by word. Without `added` the segments are the earlier text, without `removed` the later one. */
export function reworded(before: string, after: string): Segment[] {
  const found: Found | undefined = diffArrays(before.match(tokens) ?? [], after.match(tokens) ?? [], { maxEditLength: mostEdits });
  if (found === undefined) return [{ kind: 'removed', text: before }, { kind: 'added', text: after }].filter(({ text }) => text !== '') as Segment[];
  return found.map(({ value, added, removed }) => ({ kind: added ? 'added' : removed ? 'removed' : 'kept', text: value.join('') }));
}
