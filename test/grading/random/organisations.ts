// Random organisations: a small matrix of any kind, one participant, and what raters said.
import type { Answer, ReviewLevels } from '@rung/assessment/grading';
import { gradingPolicy, type GradingPolicy, type RaterRole, type RatingValue } from '@rung/contracts';
import { inForceAt, matrixFaults, type Competency, type MatrixContent } from '@rung/matrix-model';
import fc from 'fast-check';

export interface Organisation {
  readonly policy: GradingPolicy;
  readonly matrix: MatrixContent;
  readonly levels: ReviewLevels;
  readonly answers: readonly Answer[];
}

const mostLevels = 5;
const mostCells = 3;
const mostCompetencies = 7;
const groupNames = ['soft', 'hard', 'other'];

const competencySketch = fc.record({
  group: fc.nat(groupNames.length - 1),
  /** Per level: which of its cells is listed there, if any; so a cell may come back after a pause. */
  listed: fc.array(fc.option(fc.nat(mostCells - 1), { freq: 4 }), { minLength: mostLevels, maxLength: mostLevels }),
  mustHave: fc.array(fc.constantFrom(true, false, false, false, false), { minLength: mostCells, maxLength: mostCells }),
  ended: fc.option(fc.nat(mostLevels - 1), { freq: 1 }),
  /** That it is at the first of the levels what it is at the second. */
  same: fc.option(fc.tuple(fc.nat(mostLevels - 1), fc.nat(mostLevels - 1)), { freq: 1 }),
});
type CompetencySketch = typeof competencySketch extends fc.Arbitrary<infer T> ? T : never;

const said = fc.constantFrom<RatingValue | null>(2, 2, 2, 2, 3, 3, 1, 1, 0, 'n', null, null);
const raterSketch = fc.record({
  role: fc.constantFrom<RaterRole>('manager', 'peer', 'peer', 'peer', 'peer', 'peer', 'self', 'upward', 'upward'),
  said: fc.array(said, { minLength: mostCompetencies * mostCells, maxLength: mostCompetencies * mostCells }),
  /** By which of its levels a cell is named. */
  naming: fc.nat(mostLevels - 1),
});

const anyPolicy = fc.oneof(
  { weight: 2, arbitrary: fc.constant(gradingPolicy.parse({})) },
  {
    weight: 1,
    arbitrary: fc
      .record({
        weights: fc.constantFrom(
          { manager: '1', peers: '1' },
          { manager: '1/3', peers: '2/7' },
          { manager: '0', peers: '1' },
          { manager: '0.123456789', peers: '999999999' },
        ),
        cap: fc.integer({ min: 1, max: 3 }),
        metFrom: fc.constantFrom('0', '1', '3/2', '1.4', '5/3', '2'),
        minimumPeers: fc.integer({ min: 3, max: 5 }),
        mayMiss: fc.record({ share: fc.constantFrom('0', '0.2', '1/3', '0.5', '1'), least: fc.nat(2) }),
      })
      .map((given) => gradingPolicy.parse({ name: 'random', ...given })),
  },
);

/** An organisation's worth of everything that a grade depends on; small enough for brute force. */
export const organisation: fc.Arbitrary<Organisation> = fc
  .record({
    policy: anyPolicy,
    reading: fc.constantFrom('complete' as const, 'additive' as const),
    levels: fc.integer({ min: 1, max: mostLevels }),
    groups: fc.integer({ min: 1, max: groupNames.length }),
    competencies: fc.array(competencySketch, { maxLength: mostCompetencies }),
    references: fc.array(fc.tuple(fc.nat(mostLevels - 1), fc.nat(groupNames.length - 1), fc.nat(mostLevels - 1)), { maxLength: 2 }),
    current: fc.option(fc.nat(mostLevels - 1), { freq: 3 }),
    target: fc.nat(mostLevels - 1),
    raters: fc.array(raterSketch, { maxLength: 9 }),
  })
  .map((sketch): Organisation => {
    const codes = Array.from({ length: sketch.levels }, (_, at) => `level-${at}`);
    const groups = groupNames.slice(0, sketch.groups);
    const inherits = (at: number): Record<string, string> =>
      Object.fromEntries(
        sketch.references
          .filter(([level]) => level === at)
          .map(([, group, of]) => [groups[group % groups.length]!, codes[of % codes.length]!]),
      );
    const matrix: MatrixContent = {
      name: 'random',
      reading: sketch.reading,
      groups,
      levels: codes.map((code, at) => ({ code, names: [`Level ${at}`, `L${at}`], sameAs: inherits(at) })),
      terms: [],
      competencies: sketch.competencies.flatMap((competency, at) => competencyOf(`c-${at}`, competency, codes, groups, sketch.reading)),
    };
    const current = sketch.current === null ? null : sketch.current % codes.length;
    const target = Math.max(sketch.target % codes.length, current ?? 0);
    return {
      policy: sketch.policy,
      matrix,
      levels: { current: current === null ? null : codes[current]!, target: codes[target]! },
      answers: matrixFaults(matrix).length > 0 ? [] : answersOf(matrix, sketch.raters),
    };
  })
  .filter(({ matrix }) => matrixFaults(matrix).length === 0);

function competencyOf(
  id: string,
  sketch: CompetencySketch,
  codes: readonly string[],
  groups: readonly string[],
  reading: MatrixContent['reading'],
): Competency[] {
  const levelsOfCell = new Map<number, string[]>();
  codes.forEach((code, at) => {
    const cell = sketch.listed[at] ?? null;
    if (cell === null) return;
    const listed = levelsOfCell.get(cell);
    if (listed === undefined) levelsOfCell.set(cell, [code]);
    else if (reading === 'complete') listed.push(code);
  });
  const cells = [...levelsOfCell.values()].map((listedAt, at) => ({
    listedAt,
    statement: { en: `${id} cell ${at}` },
    questions: [],
    evidenceRequired: sketch.mustHave[at]!,
    mustHave: sketch.mustHave[at]!,
    weight: 1,
  }));
  if (cells.length === 0) return [];
  const ended =
    reading === 'additive' && sketch.ended !== null ? { ended: { level: codes[sketch.ended % codes.length]!, reason: { en: 'gone' } } } : {};
  const [at, as] = sketch.same?.map((place) => codes[place % codes.length]!) ?? [];
  const isListed = cells.some(({ listedAt }) => listedAt.includes(at ?? ''));
  const same = at === undefined || as === undefined || isListed ? {} : { sameAs: { [at]: as } };
  return [{ id, group: groups[sketch.group % groups.length]!, title: { en: id }, cells, ...ended, ...same }];
}

function answersOf(
  matrix: MatrixContent,
  raters: readonly { role: RaterRole; said: readonly (RatingValue | null)[]; naming: number }[],
): Answer[] {
  const cells = new Map<unknown, { competency: string; levels: string[] }>();
  for (const level of matrix.levels) {
    for (const { competency, cell } of inForceAt(matrix, level.code)) {
      const known = cells.get(cell) ?? { competency: competency.id, levels: [] };
      cells.set(cell, { ...known, levels: [...known.levels, level.code] });
    }
  }
  const onlyOneManager = raters.filter(({ role }, at) => role !== 'manager' || raters.findIndex((one) => one.role === role) === at);
  return onlyOneManager.flatMap(({ role, said: ratings, naming }, at) => {
    // Raters are called alike in different roles on purpose: a rater in one role knows nothing of the other.
    const rater = `r${onlyOneManager.slice(0, at).filter((one) => one.role === role).length}`;
    return [...cells.values()].flatMap(({ competency, levels }, place) => {
      const value = ratings[place] ?? null;
      return value === null ? [] : [{ rater, role, competency, level: levels[naming % levels.length]!, value }];
    });
  });
}
