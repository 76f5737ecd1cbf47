// Tables with a column for each level.
import { isBeside } from '../header-words.js';
import type { ColumnMeaning } from '../mapping.js';
import { isBlank, isOfRow, isRunningNumber, meanLength, tagged, type Column } from './column.js';

/** Beside columns that are called as levels, those that are levels by their place and their cells: "Skill, Helper, Junior, Senior". Behind the last, "Owner" may stand. */
export function withLevelsBeside(columns: readonly Column[]): readonly Column[] {
  const levels = columns.filter(({ level }) => level !== undefined);
  const [first = 0, last = 0] = [levels[0]?.at, levels.at(-1)?.at];
  // a blank corner stands above what names the rows
  const name = columns.find(({ known, at }) => known === 'competency' && at < first) ?? columns.findLast(({ known, title, cells, at }) => known === undefined && at < first && title === '' && !isBlank(cells));
  const isAmong = (at: number): boolean => at > (name?.at ?? first) && at < last;
  const usual = meanLength(levels.flatMap(({ cells }) => cells));
  return columns.map((column) => {
    const { at, known, level, title, cells } = column;
    const isLevel = level === undefined && known === undefined && title !== '' && isAmong(at) && meanLength(cells) * 2 >= usual;
    return isLevel ? { ...column, level: title } : column;
  });
}

/** Levels are columns. What stands before the first of them names the rows: the last of it the competency, what is before that its group. */
export function wide(columns: readonly Column[]): ColumnMeaning[] {
  const first = columns.findIndex(({ level }) => level !== undefined);
  const naming = columns.filter(({ at, known, cells }) => at < first && known !== 'ignore' && !isBlank(cells) && !isRunningNumber(cells));
  const competencies = naming.filter(({ known }) => known === 'competency');
  const name = competencies.at(-1) ?? naming.filter(({ known }) => known === undefined || known === 'statement').at(-1);
  return columns.map((column): ColumnMeaning => {
    const { level, known, language, at } = column;
    if (level !== undefined) return { is: isBeside(known) ? known : 'statement', level, ...tagged(language) };
    if (column === name || (known === 'competency' && name?.known === 'competency' && language !== name.language && language !== undefined))
      return { is: 'competency', ...tagged(language) };
    if (isOfRow(known) && known !== 'same-as' && known !== 'level-code') return { is: known }; // of which of the levels would it be?
    if (isBeside(known) || known === 'group-name') return { is: known, ...tagged(language) };
    const isGroup = known === 'group' || (naming.includes(column) && at < (name?.at ?? 0) && (known === 'competency' || known === undefined));
    return isGroup ? { is: 'group' } : { is: 'ignore' };
  });
}
