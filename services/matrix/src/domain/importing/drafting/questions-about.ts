// What a file leaves open, for the person who imports it.
import { ownValue } from '@rung/matrix-model';

import type { Group } from '../text/group-words.js';
import { rankOf } from '../text/seniority.js';
import type { Draft, PreviewQuestion } from './draft.js';

/** What the order of the levels makes one ask. */
export function questionsAboutLevels(levels: Draft['levels']): PreviewQuestion[] {
  const ranks = levels.flatMap((level) => rankOf(level.names[0] ?? '') ?? []);
  const falls = ranks.filter((rank, at) => at > 0 && rank < (ranks[at - 1] ?? rank)).length;
  const rises = ranks.filter((rank, at) => at > 0 && rank > (ranks[at - 1] ?? rank)).length;
  const order = levels.map((level) => level.names[0]).join(', ');
  if (falls === 0) return [];
  if (falls > rises) {
    const message = `The levels stand from the highest to the lowest (${order}). The text's order is kept, the first being the lowest: should it be reversed?`;
    return [{ kind: 'levels-reversed', message }];
  }
  return [{ kind: 'levels-out-of-order', message: `The levels do not stand from the lowest to the highest (${order}). The text's order is kept: is that right?` }];
}

export const groupsMissing: PreviewQuestion = {
  kind: 'groups-missing',
  message: 'No heading says which statements are soft and which are hard. All are read as hard: which are soft?',
};

type Listed = Pick<Draft, 'levels' | 'sameAs'> & { readonly items: readonly Pick<Draft['items'][number], 'level' | 'group'>[] };

/** A group that both a lower and a higher level list, and one between them does not: its heading may have been read as something else. */
export function questionsAboutGaps(listed: Listed): PreviewQuestion[] {
  const gaps = (['soft', 'hard'] as const).flatMap((group) => gapsIn(listed, group).map((level) => `${listed.levels[level]?.names[0]} (${group})`));
  if (gaps.length === 0) return [];
  const message = `Nothing is listed at ${gaps.join(', ')}, though levels below and above list that group. Was the heading of the level written otherwise there, and read as part of a statement?`;
  return [{ kind: 'level-missing-in-group', message }];
}

function gapsIn({ levels, items, sameAs }: Listed, group: Group): number[] {
  const listed = levels.map((_, level) => ownValue(sameAs[level], group) !== undefined || items.some((item) => item.level === level && item.group === group));
  return levels.flatMap((_, level) => (level > listed.indexOf(true) && level < listed.lastIndexOf(true) && !listed[level] ? [level] : []));
}
