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
  for (let at = 0; at < segments.length; ) {
    const run: Segment[] = [];
    for (let next = segments[at]; next !== undefined && (isChange(next) || (run.length > 0 && next.text.trim() === '' && isChange(segments[at + 1]))); next = segments[at]) {
      run.push(next);
      at += 1;
    }
    all.push(...asOneChange(run), ...segments.slice(at, at + 1));
    at += 1;
  }
  return all;
}

function asOneChange(run: readonly Segment[]): readonly Segment[] {
  const textWithout = (kind: Segment['kind']): string => run.filter((segment) => segment.kind !== kind).map(({ text }) => text).join('');
  const [removed, added] = [textWithout('added'), textWithout('removed')];
  return removed.trim() === '' || added.trim() === '' ? run : [{ kind: 'removed', text: removed }, { kind: 'added', text: added }];
}
