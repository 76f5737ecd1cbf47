// An explanation as a person reads it.
import type { Contribution, ExplainedCell, ExplainedGate, Explanation } from '@rung/contracts';
import type { LocalizedText } from '@rung/matrix-model';

/** @returns lines, indented by two. */
export function explanationInWords(explanation: Explanation): string[] {
  const { grade, currentLevel, targetLevel, gates, lift, metFrom, minimumPeers, policy } = explanation;
  return [
    `  Grade: ${grade ?? 'none'} (before: ${currentLevel ?? 'none'}; worked towards: ${targetLevel})`,
    `  Policy "${policy.name}" ${policy.version}: a cell is met from ${metFrom}; peers count from ${minimumPeers} who could judge.`,
    ...gates.flatMap(gateInWords),
    ...(lift === null ? [] : [`  To reach ${lift.level}:`, ...lift.cells.map(({ statement }) => `    · ${said(statement)}`)]),
  ];
}

function gateInWords({ level, passed, groups, cells }: ExplainedGate): string[] {
  const counts = groups.map(({ group, inForce, missed, mayMiss, mustHavesMissed }) => {
    const mustHaves = mustHavesMissed > 0 ? `, ${mustHavesMissed} of them must be met` : '';
    return `${group} ${inForce - missed} of ${inForce} met (${mayMiss} may be missed${mustHaves})`;
  });
  const missed = cells.filter(({ verdict }) => verdict === 'missed' || verdict === 'no-opportunity');
  return [`  The gate of ${level} is ${passed ? 'passed' : 'not passed'}: ${counts.join(', ')}`, ...missed.map((cell) => `    − ${cellInWords(cell)}`)];
}

function cellInWords({ statement, contributions, value, verdict, mustHave }: ExplainedCell): string {
  const text = `${said(statement)}${mustHave ? ' (must be met)' : ''}`;
  if (verdict === 'no-opportunity') return `${text}: nobody could judge it yet`;
  const parts = contributions.flatMap(contributionInWords);
  return `${text}: ${parts.join(' + ')} = ${value ?? 'no value'}`;
}

function contributionInWords({ source, counted, weight }: Contribution): string[] {
  return counted === null || weight === null ? [] : [`${source === 'manager' ? "manager's" : "peers'"} ${counted} × ${weight}`];
}

/** In Russian where the matrix has it, as the demo's does. */
function said(text: LocalizedText): string {
  return text['ru'] ?? Object.values(text)[0] ?? '';
}
