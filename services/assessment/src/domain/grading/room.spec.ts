import { describe, expect, it } from '@jest/globals';
import { gradingPolicy, recorded, type RaterRole } from '@rung/contracts';
import type { Competency, MatrixContent } from '@rung/matrix-model';

import { exampleMatrix } from '../example-matrix.fixture.js';
import { decideGrade, type Answer } from './index.js';
import { mostExplanationBytes, mustHaveRoom, mustHaveRoomBetween } from './room.js';

/** One cell at each level, each of so many bytes of statement. */
const wordy = (count: number, bytes: number): MatrixContent => ({
  ...exampleMatrix,
  competencies: Array.from({ length: count }, (_, at): Competency => ({
    id: `wordy-${at}`, group: 'hard', title: { ru: `Умение ${at}` },
    cells: ['junior', 'middle', 'senior'].map((level) => ({ listedAt: [level], statement: { ru: 'я'.repeat(bytes / 2) }, questions: [], evidenceRequired: false, mustHave: false, weight: 1 })),
  })),
});

describe('the room for an explanation', () => {
  it('is there for an ordinary matrix', () => expect(() => mustHaveRoom(exampleMatrix)).not.toThrow());

  it('is refused where two neighbouring levels need more, naming levels, size, matrix and the way out', () => {
    const refusal = { code: 'matrix-too-large', details: expect.objectContaining({ errors: [{ pointer: '/matrix', detail: expect.stringMatching(/from "Junior" to "Middle" of the matrix "Example" could take \d+ bytes.*shorter or fewer/) }] }) };
    expect(() => mustHaveRoom(wordy(300, 1_600))).toThrow(expect.objectContaining(refusal));
  });

  it('may be there to the next level, and not to the one after it', () => {
    const matrix = wordy(300, 700);
    expect(() => mustHaveRoom(matrix)).not.toThrow();
    expect(() => mustHaveRoomBetween(matrix, 'junior', 'middle')).not.toThrow();
    expect(() => mustHaveRoomBetween(matrix, null, 'senior')).toThrow(expect.objectContaining({ code: 'matrix-too-large' }));
  });

  it('is never too little for what was let through: everybody contradicting themselves everywhere', () => {
    const matrix = wordy(300, 700);
    const raters: [string, RaterRole][] = [['me', 'self'], ['boss', 'manager'], ...['a', 'b', 'c'].flatMap((id): [string, RaterRole][] => [[`p${id}`, 'peer'], [`u${id}`, 'upward']])];
    const answers = raters.flatMap(([rater, role]) =>
      matrix.competencies.flatMap(({ id }): Answer[] => [{ rater, role, competency: id, level: 'junior', value: 1 }, { rater, role, competency: id, level: 'middle', value: 3 }]),
    );
    const { explanation } = decideGrade(gradingPolicy.parse({}), matrix, { current: 'junior', target: 'middle' }, answers);
    expect(explanation.warnings).toHaveLength(4 * 300);
    expect(new TextEncoder().encode(JSON.stringify(recorded(explanation))).length).toBeLessThan(mostExplanationBytes);
  });
});
