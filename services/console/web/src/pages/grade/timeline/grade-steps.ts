// How a grade came about, step by step, as far as the server tells it.
import type { Translate } from '../../../i18n/use-text.js';
import { weighedOf, type Basis, type Cell, type Grade } from '../explanation/grade-view.js';

export interface Step {
  readonly name: 'basis' | 'inputs' | 'matrix' | 'policy' | 'proposal' | 'calibration' | 'confirmation' | 'release';
  readonly text: string;
  /** What somebody wrote of it, as they wrote it. */
  readonly reason?: string | null;
  readonly done: boolean;
  /** When it was; null where that is not known, or still to come. */
  readonly at?: string | null;
  /** The version of the matrix that the step is about. */
  readonly matrix?: NonNullable<Grade['matrix']>;
}

export interface Known {
  /** What the current level rests on; undefined as long as it is not known. */
  readonly basis: Basis | undefined;
  /** What people call the matrix; undefined as long as it is not known. */
  readonly matrixName: string | undefined;
  /** Why the grade was calibrated; null where the reader is not told, or it was forgotten. */
  readonly reason: string | null;
}

interface Wording {
  readonly t: Translate;
  readonly list: (parts: readonly string[]) => string;
}

export function stepsOf(grade: Grade, { basis, matrixName, reason }: Known, wording: Wording): Step[] {
  const { explanation, matrix, proposedAt } = grade;
  const { t } = wording;
  const proposed = explanation.grade ?? t('grade.no-level');
  return [
    ...(basis === undefined ? [] : [{ name: 'basis', text: t(`grade.made.basis.${basis}`, { level: grade.currentLevel?.name ?? '' }), done: true } as const]),
    { name: 'inputs', text: inputsOf(grade, wording), done: true },
    ...(matrix === null ? [] : [{ name: 'matrix', text: t('grade.made.matrix.text', { name: matrixName ?? matrix.id, version: matrix.version }), matrix, done: true } as const]),
    { name: 'policy', text: t('grade.made.policy.text', explanation.policy), done: true },
    { name: 'proposal', text: t('grade.made.proposal.text', { grade: proposed }), at: proposedAt, done: true },
    ...decisionOf(grade, reason, wording),
  ];
}

/** Whose answers there were to how many of the expectations; never from how many people. */
function inputsOf({ explanation: { gates, minimumPeers: minimum } }: Grade, { t, list }: Wording): string {
  const cells = [...new Map(gates.flatMap((gate) => gate.cells.map((cell) => [`${cell.competency} ${cell.levels.join()}`, cell]))).values()];
  const by = (source: 'manager' | 'peers'): number => cells.filter((cell: Cell) => weighedOf(cell, source) !== undefined).length;
  const asked = t('grade.made.inputs.text', { n: cells.length, count: gates.length, levels: list(gates.map(({ level }) => level)) });
  return [asked, t('grade.made.inputs.counted', { manager: by('manager'), peers: by('peers'), minimum })].join(' ');
}

/** What people made of the proposal. */
function decisionOf(grade: Grade, reason: string | null, { t }: Wording): Step[] {
  const { state, calibration, confirmedAt, confirmedBy, releasedAt } = grade;
  const shown = grade.grade?.name ?? t('grade.no-level');
  const [isConfirmed, isReleased] = [state !== 'proposed', state === 'released'];
  return [
    ...(calibration === null ? [] : [{ name: 'calibration', text: t('grade.made.calibration.text', { grade: shown, proposed: calibration.from?.name ?? t('grade.no-level') }), reason, at: confirmedAt, done: true } as const]),
    { name: 'confirmation', text: isConfirmed ? t('grade.made.confirmation.text', { grade: shown, by: confirmedBy ?? 'somebody' }) : t('grade.made.confirmation.open'), at: confirmedAt, done: isConfirmed },
    { name: 'release', text: t(isReleased ? 'grade.made.release.text' : 'grade.made.release.open'), at: releasedAt, done: isReleased },
  ];
}
