// An explanation as a person reads it.
import type { Contribution, ExplainedCell, ExplainedGate, Explanation } from '@rung/contracts';
import type { LocalizedText } from '@rung/matrix-model';

/** @returns lines, indented by two. */
export function explanationInWords(explanation: Explanation): string[] {
  const { grade, currentLevel, targetLevel, gates, lift, metFrom, minimumPeers, policy } = explanation;
  return [
    `  Grade: ${grade ?? 'none'} (before: ${currentLevel ?? 'none'}; worked towards: ${targetLevel})`,
    `  Policy "${policy.name}" ${policy.version}: a cell is met from ${metFrom}; peers count from ${minimumPeers} who could judge.`,
    ...gates.flatMap((gate) => gateInWords(gate, minimumPeers)),
    ...(lift === null ? [] : [`  To reach ${lift.level}:`, ...lift.cells.map(({ statement }) => `    · ${said(statement)}`)]),
  ];
}

function gateInWords({ level, passed, groups, cells }: ExplainedGate, minimumPeers: number): string[] {
  const counts = groups.map(({ group, inForce, missed, mayMiss, mustHavesMissed }) => {
    const mustHaves = mustHavesMissed > 0 ? `, ${mustHavesMissed} of them must be met` : '';
    return `${group} ${inForce - missed} of ${inForce} met (${mayMiss} may be missed${mustHaves})`;
  });
  const missed = cells.filter(({ verdict }) => verdict === 'missed' || verdict === 'no-opportunity');
  return [
    `  The gate of ${level} is ${passed ? 'passed' : 'not passed'}: ${counts.join(', ')}`,
    ...missingAnswers(cells, minimumPeers),
    ...missed.map((cell) => `    − ${cellInWords(cell, minimumPeers)}`),
  ];
}

/** How many cells got by without whom, and why. */
function missingAnswers(cells: readonly ExplainedCell[], minimumPeers: number): string[] {
  const stand = cells.filter(({ verdict }) => verdict === 'stands').length;
  const byManager = cells.filter(({ contributions, value }) => value !== null && contributions.some(isWithoutPeers)).length;
  return [
    ...(byManager > 0 ? [`    of ${byManager} the manager alone decides: fewer than ${minimumPeers} peers could judge`] : []),
    ...(stand > 0 ? [`    ${stand} stand as they did at the current level: neither a rating of the manager nor ${minimumPeers} peers who could judge`] : []),
  ];
}

function isWithoutPeers({ source, counted }: Contribution): boolean {
  return source === 'peers' && counted === null;
}

function cellInWords({ statement, contributions, value, verdict, mustHave }: ExplainedCell, minimumPeers: number): string {
  const text = `${said(statement)}${mustHave ? ' (must be met)' : ''}`;
  if (verdict === 'no-opportunity') return `${text}: no opportunity yet, neither a rating of the manager nor ${minimumPeers} peers who could judge`;
  const parts = contributions.flatMap(contributionInWords);
  const dropped = contributions.filter(({ counted }) => counted === null).map((one) => whyDropped(one, minimumPeers));
  return `${text}: ${parts.join(' + ')} = ${value ?? 'no value'}${dropped.length > 0 ? ` (${dropped.join(', ')})` : ''}`;
}

function contributionInWords({ source, counted, weight }: Contribution): string[] {
  return counted === null || weight === null ? [] : [`${source === 'manager' ? "manager's" : "peers'"} ${counted} × ${weight}`];
}

/** Why a source counts for nothing, so that the other is all of the value. */
function whyDropped(contribution: Contribution, minimumPeers: number): string {
  if (contribution.source === 'peers') return `fewer than ${minimumPeers} peers could judge`;
  return contribution.rating === null ? 'no answer of the manager' : 'the manager could not judge';
}

/** In English, as all that is told here, where the matrix has it. */
function said(text: LocalizedText): string {
  return text['en'] ?? Object.values(text)[0] ?? '';
}
