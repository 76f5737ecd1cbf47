// What is otherwise in the matrix itself, rather than in a competency: one line for each thing that a reader would name.
import { ownValue } from '@rung/matrix-model/own-value';

import type { components } from '../../../api/schema.js';
import type { LocalizedText } from '../../../i18n/in-language.js';
import { levelName, levelNameIn } from '../../../matrices/grid-view.js';

export type FrameLine =
  | { readonly kind: 'name' | 'level-renamed'; readonly before: string; readonly after: string }
  | { readonly kind: 'reading'; readonly reading: 'complete' | 'additive' }
  | { readonly kind: 'level-added' | 'level-removed' | 'group-added' | 'group-removed' | 'term-added' | 'term-removed' | 'term-changed'; readonly name: string }
  | { readonly kind: 'levels-ordered' | 'groups-ordered'; readonly names: readonly string[] }
  | { readonly kind: 'group-named'; readonly group: string; readonly name: LocalizedText | null }
  | { readonly kind: 'same-as'; readonly level: string; readonly group: string; readonly as: string | null };

type FrameDiff = components['schemas']['VersionDiff']['frame'];
type Part<Name> = Extract<FrameDiff[number], { part: Name }>;

export function frameLines(frame: FrameDiff): FrameLine[] {
  const inBoth = groupsInBoth(frame);
  return frame.flatMap((one): FrameLine[] => {
    switch (one.part) {
      case 'frame':
        return headingLines(one, inBoth);
      case 'levels':
        return levelLines(one);
      case 'groups':
        return [
          ...named('group', one.before, one.after),
          ...(isReordered(one.before, one.after) ? [{ kind: 'groups-ordered', names: one.after } as const] : []),
        ];
      case 'terms':
        return termLines(one);
      case 'competency':
      case 'cell':
      case 'reference':
        return [];
    }
  });
}

/** What a group that comes or goes is called is told with that. */
function groupsInBoth(frame: FrameDiff): (group: string) => boolean {
  const others = frame.flatMap((one) => (one.part !== 'groups' ? [] : [...one.after.filter((group) => !one.before.includes(group)), ...one.before.filter((group) => !one.after.includes(group))]));
  return (group) => !others.includes(group);
}

function headingLines({ before, after }: Part<'frame'>, inBoth: (group: string) => boolean): FrameLine[] {
  return [
    ...(before.name === after.name ? [] : [{ kind: 'name', before: before.name, after: after.name } as const]),
    ...(before.reading === after.reading ? [] : [{ kind: 'reading', reading: after.reading } as const]),
    ...groupNameLines(before.groupNames ?? {}, after.groupNames ?? {}, inBoth),
  ];
}

function groupNameLines(before: Readonly<Record<string, LocalizedText>>, after: Readonly<Record<string, LocalizedText>>, inBoth: (group: string) => boolean): FrameLine[] {
  const groups = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter((group) => inBoth(group) && JSON.stringify(ownValue(before, group)) !== JSON.stringify(ownValue(after, group)));
  return groups.map((group) => ({ kind: 'group-named', group, name: ownValue(after, group) ?? null }));
}

function levelLines({ before, after }: Part<'levels'>): FrameLine[] {
  const was = new Map(before.map((level) => [level.code, level]));
  const nameOf = (code: string): string => levelNameIn([...after, ...before], code);
  const stayed = after.filter(({ code }) => was.has(code));
  const codes = (levels: readonly { readonly code: string }[]) => levels.map(({ code }) => code);
  return [
    ...named('level', codes(before), codes(after), nameOf),
    ...stayed.flatMap((level): FrameLine[] => {
      const earlier = was.get(level.code);
      return earlier === undefined || levelName(earlier) === levelName(level) ? [] : [{ kind: 'level-renamed', before: levelName(earlier), after: levelName(level) }];
    }),
    ...(isReordered(codes(before), codes(after)) ? [{ kind: 'levels-ordered', names: after.map(levelName) } as const] : []),
    ...after.flatMap(({ code, sameAs }): FrameLine[] => {
      const earlier = was.get(code)?.sameAs ?? {};
      const groups = [...new Set([...Object.keys(earlier), ...Object.keys(sameAs)])].filter((group) => ownValue(earlier, group) !== ownValue(sameAs, group));
      return groups.map((group) => {
        const as = ownValue(sameAs, group);
        return { kind: 'same-as', level: nameOf(code), group, as: as === undefined ? null : nameOf(as) };
      });
    }),
  ];
}

function termLines({ before, after }: Part<'terms'>): FrameLine[] {
  const was = new Map(before.map((term) => [term.word, term]));
  const words = (terms: readonly { readonly word: string; readonly definition: LocalizedText }[]) => terms.map(({ word }) => word);
  return [
    ...named('term', words(before), words(after)),
    ...after.flatMap((term): FrameLine[] => {
      const earlier = was.get(term.word);
      return earlier === undefined || JSON.stringify(earlier) === JSON.stringify(term) ? [] : [{ kind: 'term-changed', name: term.word }];
    }),
  ];
}

function named(what: 'level' | 'group' | 'term', before: readonly string[], after: readonly string[], nameOf = (code: string) => code): FrameLine[] {
  return [
    ...after.filter((code) => !before.includes(code)).map((code) => ({ kind: `${what}-added`, name: nameOf(code) }) as const),
    ...before.filter((code) => !after.includes(code)).map((code) => ({ kind: `${what}-removed`, name: nameOf(code) }) as const),
  ];
}

/** Whether those that both have stand in another order. */
function isReordered(before: readonly string[], after: readonly string[]): boolean {
  const stayed = after.filter((code) => before.includes(code));
  return before.filter((code) => after.includes(code)).join('\n') !== stayed.join('\n');
}
