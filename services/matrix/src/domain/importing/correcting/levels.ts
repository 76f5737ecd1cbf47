import { findLevel, groupReference } from '@rung/matrix-model';

import type { Preview } from '../drafting/draft.js';
import { why, type Why } from '../reasons.js';
import { groups as everywhere } from '../text/group-words.js';
import { cellsInOrder, competencyOf, levelOf, replaceCompetency, withCompetencies } from './parts.js';

/** The lowest level becomes the highest; what is listed where stays. */
export function reverseLevels(preview: Preview): Preview {
  const reversed = {
    ...preview,
    matrix: { ...preview.matrix, levels: preview.matrix.levels.toReversed() },
    questions: preview.questions.filter((question) => question.kind !== 'levels-reversed'),
  };
  return withCompetencies(
    reversed,
    reversed.matrix.competencies.map((competency) => ({ ...competency, cells: cellsInOrder(reversed, competency.cells) })),
  );
}

/** Other names for a level; its code stays. */
export function renameLevel(preview: Preview, name: string, names: readonly string[]): Preview | Why {
  const level = levelOf(preview, name);
  if ('reason' in level) return level;
  const others = { levels: preview.matrix.levels.filter((other) => other.code !== level.code) };
  const taken = names.find((one) => findLevel(others, one) !== undefined);
  if (taken !== undefined) return why('level-name-taken', { name: taken });
  return {
    ...preview,
    matrix: {
      ...preview.matrix,
      levels: preview.matrix.levels.map((other) => (other.code === level.code ? { ...other, names: [...names] } : other)),
    },
  };
}

/** To a group that is there, or to one of the two that every matrix may have. */
export function regroup(preview: Preview, id: string, group: string): Preview | Why {
  const competency = competencyOf(preview, id);
  if ('reason' in competency) return competency;
  const known = [...new Set([...preview.matrix.groups, ...everywhere])];
  if (!known.includes(group)) return why('no-group-called', { group, groups: known.join(', ') });
  const listed = new Set(competency.cells.flatMap((cell) => cell.listedAt));
  const inheriting = preview.matrix.levels.find((level) => listed.has(level.code) && groupReference(level, group) !== undefined);
  if (inheriting !== undefined)
    return why('takes-group-elsewhere', { competency: id, level: inheriting.names[0] ?? '', group });
  const groups = preview.matrix.groups.includes(group) ? preview.matrix.groups : [...preview.matrix.groups, group];
  return replaceCompetency({ ...preview, matrix: { ...preview.matrix, groups } }, { ...competency, group });
}
