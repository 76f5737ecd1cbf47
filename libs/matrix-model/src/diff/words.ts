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
  return joined(found.map(({ value, added, removed }) => ({ kind: added ? 'added' : removed ? 'removed' : 'kept', text: value.join('') })));
}

/** Neighbouring words that all changed are one change: two sentences that share no more than their spaces would be shown word in word. */
function joined(segments: readonly Segment[]): Segment[] {
  const isChange = (segment: Segment | undefined): boolean => segment !== undefined && segment.kind !== 'kept';
  const all: Segment[] = [];
  let run: Segment[] = [];
  for (const [at, segment] of segments.entries()) {
    const isWithin = segment.text.trim() === '' && isChange(segments[at - 1]) && isChange(segments[at + 1]);
    if (isChange(segment) || isWithin) run.push(segment);
    else {
      all.push(...asOneChange(run), segment);
      run = [];
    }
  }
  return [...all, ...asOneChange(run)];
}

function asOneChange(run: readonly Segment[]): readonly Segment[] {
  const textWithout = (kind: Segment['kind']): string => run.filter((segment) => segment.kind !== kind).map(({ text }) => text).join('');
  const [removed, added] = [textWithout('added'), textWithout('removed')];
  return removed.trim() === '' || added.trim() === '' ? run : [{ kind: 'removed', text: removed }, { kind: 'added', text: added }];
}
