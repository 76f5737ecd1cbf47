// The one plain sentence that says why a grade is what it is, put together from the explanation's fields.
import type { Translate } from '../../../i18n/use-text.js';
import { gateThatHolds, isSameCell, type Explanation, type Gate, type Grade } from '../explanation/grade-view.js';

export interface Wording {
  readonly t: Translate;
  /** "a, b and c" in the person's language. */
  readonly list: (parts: readonly string[]) => string;
  readonly groupName: (group: string) => string;
}

export function sentenceOf(grade: Grade, wording: Wording): string {
  const proposed = whyProposed(grade.explanation, wording);
  if (grade.calibration === null) return proposed;
  const { from } = grade.calibration;
  const values = { from: from === null ? 'none' : 'level', before: from?.name ?? '', proposed };
  return grade.grade === null ? wording.t('grade.why.calibrated.none', values) : wording.t('grade.why.calibrated', { ...values, grade: grade.grade.name });
}

function whyProposed(explanation: Explanation, wording: Wording): string {
  const { t } = wording;
  const { grade, currentLevel, gates } = explanation;
  const holding = gateThatHolds(explanation);
  const own = gates.find(({ level }) => level === grade);
  const extent = own !== undefined && own.cells.every(({ verdict }) => verdict === 'met') ? 'all' : 'enough';
  if (holding === undefined) return t('grade.why.reached', { grade: grade ?? '', extent });
  const next = holding.level;
  const gaps = gapsOf(explanation, holding, wording);
  if (own !== undefined) return t('grade.why.short', { grade: grade ?? '', extent, next, gaps });
  const isOwnLevel = next === currentLevel ? 'current' : 'first';
  return grade === null ? t('grade.why.none', { next, gaps, which: isOwnLevel }) : t('grade.why.down', { grade, next, gaps });
}

/** By what a level is missed: the smallest set that would lift the grade to it, counted by group. */
function gapsOf({ lift }: Explanation, gate: Gate, wording: Wording): string {
  const { t, list } = wording;
  const cells = lift?.level === gate.level ? lift.cells : [];
  const groups = gate.groups.map(({ group }) => ({ group, n: cells.filter((cell) => cell.group === group).length })).filter(({ n }) => n > 0);
  const gaps = list(groups.map(({ group, n }) => gapIn(group, n, wording)));
  const musts = gate.cells.filter((cell) => cell.mustHave && cells.some((one) => isSameCell(one, cell))).length;
  return musts === 0 ? gaps : t('grade.gap.must-haves', { gaps, musts, share: shareOf(musts, cells.length) });
}

/** "Two soft", unless the organisation calls the group otherwise: then by that name. */
function gapIn(group: string, n: number, { t, groupName }: Wording): string {
  const name = groupName(group);
  const isAsEverywhere = (group === 'soft' || group === 'hard') && name === t(`group.${group}`);
  return isAsEverywhere ? t(`grade.gap.${group}`, { n }) : t('grade.gap.other', { n, group: name });
}

function shareOf(musts: number, cells: number): 'only' | 'all' | 'some' {
  if (musts < cells) return 'some';
  return cells === 1 ? 'only' : 'all';
}
