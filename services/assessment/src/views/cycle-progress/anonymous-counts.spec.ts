import { describe, expect, it } from '@jest/globals';

import { mayBeCounted } from './anonymous-counts.js';

describe('assessments that must not tell who answered', () => {
  it.each([
    ['one participant, whose peers all have answered', 1, 0, false],
    ['four participants on either side', 4, 4, false],
    ['many who answered, and few who are waited for: the total minus the answered is theirs', 100, 4, false],
    ['few who answered, and many who are waited for', 4, 100, false],
    ['everybody, so that each is told', 100, 0, false],
    ['nobody, so that each is told', 0, 100, false],
    ['five participants on either side', 5, 5, true],
  ])('are counted or not: %s', (_case, peopleAnswered, peopleUnanswered, may) => expect(mayBeCounted({ peopleAnswered, peopleUnanswered })).toBe(may));
});
