// What somebody should know before they argue with a grade: whose answers were missing.
import type { Translate } from '../../../i18n/use-text.js';
import { gateInQuestion, weighedOf, type Cell, type Explanation } from '../explanation/grade-view.js';

export function notesOf(explanation: Explanation, t: Translate): string[] {
  const gate = gateInQuestion(explanation);
  if (gate === undefined) return [];
  const count = (isSo: (cell: Cell) => boolean): number => gate.cells.filter(isSo).length;
  const { minimumPeers: minimum } = explanation;
  const of = gate.cells.length;
  const { level } = gate;
  const managerAlone = count((cell) => cell.value !== null && weighedOf(cell, 'peers') === undefined);
  const peersAlone = count((cell) => cell.value !== null && weighedOf(cell, 'manager') === undefined);
  const stands = count(({ verdict }) => verdict === 'stands');
  const noOpportunity = count(({ verdict }) => verdict === 'no-opportunity');
  return [
    ...(managerAlone > 0 ? [t('grade.note.manager-alone', { n: managerAlone, of, level, minimum })] : []),
    ...(peersAlone > 0 ? [t('grade.note.peers-alone', { n: peersAlone, of, level })] : []),
    ...(stands > 0 ? [t('grade.note.stands', { n: stands, of, level })] : []),
    ...(noOpportunity > 0 ? [t('grade.note.no-opportunity', { n: noOpportunity, of, level })] : []),
    ...(isBelowCurrent(explanation) ? [t('grade.note.one-level')] : []),
  ];
}

function isBelowCurrent({ currentLevel, gates }: Explanation): boolean {
  return currentLevel !== null && gates.some(({ level, passed }) => level === currentLevel && !passed);
}
