import { Injectable } from '@nestjs/common';
import { DomainError } from '@rung/event-sourcing';
import type { MatrixContent } from '@rung/matrix-model';

import type { KnownCycle } from '../../domain/cycle/cycle.js';
import { targetOf } from '../../domain/grading/index.js';
import { currentLevelOf, namedTarget } from '../../domain/review/levels.js';
import { CycleSecrets } from '../../privacy/cycle-secrets.js';
import { reviewIdOf } from '../../privacy/derived-ids.js';
import { Directory, type Person } from '../../reference/directory/directory.js';
import { Matrices } from '../../reference/matrices/matrices.js';
import { Roster, type Enrolment } from '../roster/roster.js';

/** What a person takes part with: unit, manager and levels, as they are now. */
@Injectable()
export class Enrolments {
  constructor(
    private readonly directory: Directory,
    private readonly matrices: Matrices,
    private readonly secrets: CycleSecrets,
    private readonly roster: Roster,
  ) {}

  /** Those of the people whose position is assessed by the cycle's matrix. */
  async ofMany(cycle: KnownCycle, people: readonly Person[]): Promise<Enrolment[]> {
    const members = people.filter(({ matrix }) => matrix === cycle.matrix.id);
    const ids = members.map(({ person }) => person);
    const [content, secret, released] = await Promise.all([
      this.matrices.pinned(cycle.matrix),
      this.secrets.of(cycle.cycle),
      this.roster.lastReleased(ids, cycle.matrix.id),
    ]);
    return members.map((member) => enrolment(cycle, content, secret, member, released.get(member.person)));
  }

  /**
   * @param target a level by any of its names, where another than the next one is meant.
   * @throws DomainError not-found for somebody unknown, participant-without-level, target-below-current.
   */
  async ofOne(cycle: KnownCycle, personId: string, target?: string): Promise<Enrolment> {
    const person = await this.directory.person(personId, cycle.matrix.id);
    if (person === undefined) throw new DomainError('not-found', 'The directory has no such person.');
    const [found] = await this.ofMany(cycle, [person]);
    if (found === undefined) {
      throw new DomainError('participant-without-level', `This person's position is not assessed by the matrix "${cycle.matrix.id}".`);
    }
    if (target === undefined) return found;
    return { ...found, targetLevel: namedTarget(await this.matrices.pinned(cycle.matrix), found.currentLevel, target) };
  }
}

function enrolment(
  cycle: KnownCycle,
  content: MatrixContent,
  secret: Buffer,
  { person, unit, manager, entryGrade }: Person,
  released: { review: string; grade: string | null } | undefined,
): Enrolment {
  const { currentLevel, basis } = currentLevelOf(content, { released, entryGrade: entryGrade ?? undefined });
  const targetLevel = targetOf(content, currentLevel);
  return { review: reviewIdOf(secret, person), cycle: cycle.cycle, person, unit, manager, matrix: cycle.matrix, currentLevel, basis, targetLevel };
}
