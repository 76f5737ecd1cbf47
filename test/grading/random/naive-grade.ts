// A second implementation of the default policy, written from the words of the domain alone and by brute force: slow, and
// sharing nothing with the first but the shape of its inputs. Where the two differ, one of them misread the rules.
import type { GradingPolicy, RatingValue } from '@rung/contracts';
import type { MatrixContent } from '@rung/matrix-model';

import type { Organisation } from './organisations.js';

/** A fraction of whole numbers, not reduced. */
export interface Ratio {
  readonly n: bigint;
  readonly d: bigint;
}

export interface NaiveCell {
  readonly competency: number;
  readonly cell: number;
}

export interface NaiveDecision {
  readonly grade: string | null;
  /** Per gate from current (or the lowest) to target: competency id → value and whether it is met. */
  readonly gates: readonly ReadonlyMap<string, { value: Ratio | null; met: boolean }>[];
  readonly manager: (cell: NaiveCell) => RatingValue | null;
}

export function ratio(text: string): Ratio {
  const [whole = '0', below] = text.split('/');
  if (below !== undefined) return { n: BigInt(whole), d: BigInt(below) };
  const [units = '0', decimals = ''] = whole.split('.');
  return { n: BigInt(units + decimals), d: 10n ** BigInt(decimals.length) };
}

export const add = (one: Ratio, other: Ratio): Ratio => ({ n: one.n * other.d + other.n * one.d, d: one.d * other.d });
export const times = (one: Ratio, other: Ratio): Ratio => ({ n: one.n * other.n, d: one.d * other.d });
export const atLeast = (one: Ratio, other: Ratio): boolean => one.n * other.d >= other.n * one.d;
export const same = (one: Ratio, other: Ratio): boolean => one.n * other.d === other.n * one.d;

/** Which cell of a competency is in force at a level: by reference first, then as the matrix is to be read. */
export function naiveInForce(matrix: MatrixContent, competency: number, level: number): number | null {
  const { group, cells, ended, sameAs } = matrix.competencies[competency]!;
  let at = level;
  for (let hops = 0; hops < matrix.levels.length; hops += 1) {
    const { code, sameAs: ofGroups } = matrix.levels[at]!;
    const reference = sameAs?.[code] ?? ofGroups[group];
    if (reference !== undefined) at = matrix.levels.findIndex((one) => one.code === reference);
  }
  const codes = matrix.levels.map((one) => one.code);
  if (matrix.reading === 'complete') {
    for (let cell = 0; cell < cells.length; cell += 1) if (cells[cell]!.listedAt.includes(codes[at]!)) return cell;
    return null;
  }
  if (ended !== undefined && at >= codes.indexOf(ended.level)) return null;
  let latest: number | null = null;
  for (let cell = 0; cell < cells.length; cell += 1) if (codes.indexOf(cells[cell]!.listedAt[0]!) <= at) latest = cell;
  return latest;
}

/** The grade of an organisation's one participant; `lifted` cells are taken as met whatever was answered. */
export function naiveGrade(given: Organisation, lifted: readonly NaiveCell[] = []): NaiveDecision {
  return naiveGrader(given)(lifted);
}

function naiveGrader(given: Organisation): (lifted: readonly NaiveCell[]) => NaiveDecision {
  const { policy, matrix } = given;
  const places = matrix.levels.map((level) => level.code);
  const from = given.levels.current === null ? 0 : places.indexOf(given.levels.current);
  const to = places.indexOf(given.levels.target);
  const answers = given.answers.map((answer) => {
    const competency = matrix.competencies.findIndex((one) => one.id === answer.competency);
    const level = matrix.levels.findIndex((one) => one.code === answer.level);
    return { ...answer, competency, cell: naiveInForce(matrix, competency, level)! };
  });
  const raters = (role: string) => [...new Set(answers.filter((answer) => answer.role === role).map((answer) => answer.rater))];
  const startOf = ({ competency, cell }: NaiveCell) => places.indexOf(matrix.competencies[competency]!.cells[cell]!.listedAt[0]!);

  /** What a rater said in a role of a cell, or what follows from what they said of a later one. */
  const said = (role: string, rater: string, cell: NaiveCell): RatingValue | null => {
    const own = answers.filter((answer) => answer.role === role && answer.rater === rater && answer.competency === cell.competency);
    for (const answer of own) if (answer.cell === cell.cell) return answer.value;
    for (const answer of own) if (startOf(answer) > startOf(cell) && (answer.value === 2 || answer.value === 3)) return 2;
    return null;
  };
  const counted = (values: readonly (RatingValue | null)[]): number[] =>
    values.filter((value) => value !== null && value !== 'n').map((value) => (value > policy.cap ? policy.cap : value));
  const manager = (cell: NaiveCell) => said('manager', raters('manager')[0] ?? '', cell);

  const valued = new Map<string, Ratio | null>();
  const valueOf = (cell: NaiveCell): Ratio | null => {
    const key = `${cell.competency} ${cell.cell}`;
    if (!valued.has(key)) valued.set(key, weigh(cell));
    return valued.get(key)!;
  };
  const weigh = (cell: NaiveCell): Ratio | null => {
    const ofManager = counted([manager(cell)]);
    const ofPeers = counted(raters('peer').map((rater) => said('peer', rater, cell)));
    const parts: { weight: Ratio; value: Ratio }[] = [];
    if (ofManager.length === 1) parts.push({ weight: ratio(policy.weights.manager), value: { n: BigInt(ofManager[0]!), d: 1n } });
    if (ofPeers.length > 0 && ofPeers.length >= policy.minimumPeers) {
      parts.push({ weight: ratio(policy.weights.peers), value: toTheHalf(ofPeers) });
    }
    const total = parts.reduce((sum, { weight }) => add(sum, weight), { n: 0n, d: 1n });
    if (total.n === 0n) return null;
    const sum = parts.reduce((all, { weight, value }) => add(all, times(weight, value)), { n: 0n, d: 1n });
    return times(sum, { n: total.d, d: total.n });
  };
  const inForce = (level: number): NaiveCell[] =>
    matrix.competencies.flatMap((_, competency) => {
      const cell = naiveInForce(matrix, competency, level);
      return cell === null ? [] : [{ competency, cell }];
    });
  const levels = matrix.levels.map((_, level) => level).filter((level) => level >= from && level <= to);
  return (lifted) => {
    const isMet = (cell: NaiveCell): boolean => {
      if (lifted.some((one) => one.competency === cell.competency && one.cell === cell.cell)) return true;
      const value = valueOf(cell);
      if (value !== null) return atLeast(value, ratio(policy.metFrom));
      return given.levels.current !== null && naiveInForce(matrix, cell.competency, from) === cell.cell;
    };
    const opens = (level: number): boolean =>
      matrix.groups.every((group) => {
        const cells = inForce(level).filter((cell) => matrix.competencies[cell.competency]!.group === group);
        const missed = cells.filter((cell) => !isMet(cell));
        const mustHaveMissed = missed.some(({ competency, cell }) => matrix.competencies[competency]!.cells[cell]!.mustHave);
        return !mustHaveMissed && missed.length <= missable(policy, cells.length);
      });
    const open = new Set(levels.filter(opens));
    const reached = levels.filter((level) => levels.filter((one) => one <= level).every((one) => open.has(one)));
    const grade = reached.length > 0 ? Math.max(...reached) : from - 1;
    return {
      grade: grade < 0 ? null : places[grade]!,
      gates: levels.map(
        (level) => new Map(inForce(level).map((cell) => [matrix.competencies[cell.competency]!.id, { value: valueOf(cell), met: isMet(cell) }])),
      ),
      manager,
    };
  };
}

/** The size of the smallest set of cells that lifts the grade, by trying all of them; null where no set does. */
export function naiveLiftSize(given: Organisation): number | null {
  const rank = (grade: string | null) => given.matrix.levels.findIndex((level) => level.code === grade);
  const grade = naiveGrader(given);
  const before = grade([]);
  const start = given.levels.current === null ? 0 : rank(given.levels.current);
  const missed = new Map<string, NaiveCell>();
  before.gates.forEach((gate, at) => {
    given.matrix.competencies.forEach(({ id }, competency) => {
      if (gate.get(id)?.met !== false) return;
      const cell = naiveInForce(given.matrix, competency, start + at)!;
      missed.set(`${competency} ${cell}`, { competency, cell });
    });
  });
  const candidates = [...missed.values()];
  for (let size = 1; size <= candidates.length; size += 1) {
    for (const set of subsets(candidates, size)) {
      if (rank(grade(set).grade) > rank(before.grade)) return size;
    }
  }
  return null;
}

/** The mean rounded to the nearest half, a tie up, at least one half: tried half by half. */
function toTheHalf(values: readonly number[]): Ratio {
  const count = BigInt(values.length);
  const sum = values.reduce((total, value) => total + BigInt(value), 0n);
  let nearest = 1n;
  for (let halves = 1n; halves <= 6n; halves += 1n) {
    const distance = (of: bigint) => (of * count - 2n * sum < 0n ? 2n * sum - of * count : of * count - 2n * sum);
    if (distance(halves) <= distance(nearest)) nearest = halves;
  }
  return { n: nearest, d: 2n };
}

function missable(policy: GradingPolicy, cells: number): number {
  const share = times(ratio(policy.mayMiss.share), { n: BigInt(cells), d: 1n });
  let whole = 0;
  while (atLeast(share, { n: BigInt(whole + 1), d: 1n })) whole += 1;
  return whole > policy.mayMiss.least ? whole : policy.mayMiss.least;
}

function* subsets<T>(of: readonly T[], size: number, from = 0): Generator<T[]> {
  if (size === 0) {
    yield [];
    return;
  }
  for (let at = from; at <= of.length - size; at += 1) {
    for (const rest of subsets(of, size - 1, at + 1)) yield [of[at]!, ...rest];
  }
}
