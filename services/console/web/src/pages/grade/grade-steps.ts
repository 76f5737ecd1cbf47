// How a grade came about, step by step, as far as the server tells it.
import type { Translate } from '../../i18n/use-text.js';
import { isCalibrated, type Basis, type Grade } from './grade-view.js';

export interface Step {
  readonly name: 'basis' | 'inputs' | 'policy' | 'proposal' | 'calibration' | 'confirmation' | 'release';
  readonly text: string;
  readonly done: boolean;
}

/** @param basis what the current level rests on; undefined as long as it is not known. */
export function stepsOf(grade: Grade, basis: Basis | undefined, { t, list }: { readonly t: Translate; readonly list: (parts: readonly string[]) => string }): Step[] {
  const { explanation, state } = grade;
  const { policy, gates, minimumPeers: minimum } = explanation;
  const cells = new Set(gates.flatMap((gate) => gate.cells.map(({ competency, levels }) => `${competency} ${levels.join()}`)));
  const shown = grade.grade?.name ?? t('grade.no-level');
  const proposed = explanation.grade ?? t('grade.no-level');
  const isConfirmed = state !== 'proposed';
  const isReleased = state === 'released';
  return [
    ...(basis === undefined ? [] : [{ name: 'basis', text: t(`grade.made.basis.${basis}`, { level: grade.currentLevel?.name ?? '' }), done: true } as const]),
    { name: 'inputs', text: t('grade.made.inputs.text', { n: cells.size, count: gates.length, levels: list(gates.map(({ level }) => level)), minimum }), done: true },
    { name: 'policy', text: t('grade.made.policy.text', policy), done: true },
    { name: 'proposal', text: t('grade.made.proposal.text', { grade: proposed }), done: true },
    ...(isCalibrated(grade) ? [{ name: 'calibration', text: t('grade.made.calibration.text', { grade: shown, proposed }), done: true } as const] : []),
    { name: 'confirmation', text: isConfirmed ? t('grade.made.confirmation.text', { grade: shown }) : t('grade.made.confirmation.open'), done: isConfirmed },
    { name: 'release', text: t(isReleased ? 'grade.made.release.text' : 'grade.made.release.open'), done: isReleased },
  ];
}
