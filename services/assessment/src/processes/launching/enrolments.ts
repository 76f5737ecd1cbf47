import { Injectable } from '@nestjs/common';
import { DomainError } from '@rung/event-sourcing';
import { levelIndex, type MatrixContent } from '@rung/matrix-model';

import type { KnownCycle } from '../../domain/cycle/cycle.js';
import { mustHaveRoomBetween, targetOf } from '../../domain/grading/index.js';
import { currentLevelOf, namedTarget, type LevelRecord } from '../../domain/review/levels.js';
import { CycleSecrets } from '../../privacy/cycle-secrets.js';
import { reviewIdOf } from '../../privacy/derived-ids.js';
import { Directory, type Person } from '../../reference/directory/directory.js';
import { Matrices } from '../../reference/matrices/matrices.js';
import { Streams } from '../../streams.js';
import { orUnavailable, until } from '../roster/caught-up.js';
import { Roster, type Enrolment } from '../roster/roster.js';

/** Of a person who waits for an answer; a launch has more. */
const patienceMs = 5_000;
const waitsForRelease = 'Confirmed grades of a released cycle of this matrix are still on their way, and levels start from them; try again.';

type Decided = NonNullable<LevelRecord['released']>;

/** What a person takes part with: unit, manager and levels, as they are now. */
@Injectable()
export class Enrolments {
  constructor(
    private readonly directory: Directory,
    private readonly matrices: Matrices,
    private readonly secrets: CycleSecrets,
    private readonly roster: Roster,
    private readonly streams: Streams,
  ) {}

  /**
   * Those of the people whose position is assessed by the cycle's matrix. The roster must have seen what was released and confirmed.
   * @throws NotInTime when grades of theirs are still on their way after `timeoutMs`.
   */
  async ofMany(cycle: KnownCycle, people: readonly Person[], timeoutMs: number): Promise<Enrolment[]> {
    const members = people.filter(({ matrix }) => matrix === cycle.matrix.id);
    const ids = members.map(({ person }) => person);
    await until(() => this.nothingOnItsWay(ids, cycle.matrix.id), 'The release of grades of an earlier cycle of the matrix', timeoutMs);
    const [content, secret, released] = await Promise.all([
      this.matrices.pinned(cycle.matrix),
      this.secrets.of(cycle.cycle),
      this.roster.lastReleased(ids, cycle.matrix.id),
    ]);
    const names = await this.namesOf(content, [...released.values()]);
    return members.map((member) => {
      const decision = released.get(member.person);
      return enrolment(cycle, content, secret, member, decision && { ...decision, names: names.get(decision.review) });
    });
  }

  /**
   * @param named a person, by opaque id or the organisation's own key.
   * @param target a level by any of its names, where another than the next one is meant.
   * @throws DomainError not-found for somebody unknown, participant-without-level, unknown-level, target-below-current, matrix-too-large, unavailable while a
   * grade of theirs is on its way.
   */
  async ofOne(cycle: KnownCycle, named: string, target?: string): Promise<Enrolment> {
    const person = await this.directory.person(this.directory.idOf(named), cycle.matrix.id);
    if (person === undefined) throw new DomainError('not-found', 'The directory has no such person.');
    const [found] = await orUnavailable(this.upToDate(cycle, person), waitsForRelease);
    if (found === undefined) {
      throw new DomainError('participant-without-level', `This person's position is not assessed by the matrix "${cycle.matrix.id}".`);
    }
    if (target === undefined) return found;
    const content = await this.matrices.pinned(cycle.matrix);
    const targetLevel = namedTarget(content, found.currentLevel, target);
    mustHaveRoomBetween(content, found.currentLevel, targetLevel);
    return { ...found, targetLevel };
  }

  /** What levels that this version has under no such code were called in the versions that they were decided on. */
  private async namesOf(content: MatrixContent, decisions: readonly Decided[]): Promise<ReadonlyMap<string, readonly string[]>> {
    const strange = decisions.filter(({ grade }) => grade !== null && levelIndex(content, grade) < 0);
    const named = strange.map(async ({ review, grade }) => {
      const { launch } = await this.streams.review(review);
      const { levels } = await this.matrices.pinned(launch.matrix);
      return [review, levels.find(({ code }) => code === grade)?.names ?? []] as const;
    });
    return new Map(await Promise.all(named));
  }

  private async upToDate(cycle: KnownCycle, person: Person): Promise<Enrolment[]> {
    await this.roster.caughtUp(patienceMs);
    return this.ofMany(cycle, [person], patienceMs);
  }

  /** A released cycle releases its confirmed grades one by one; until then the last released one is of an older cycle. */
  private async nothingOnItsWay(people: readonly string[], matrix: string): Promise<boolean> {
    const cycles = await Promise.all((await this.roster.unreleasedCycles(people, matrix)).map((id) => this.streams.cycle(id)));
    return cycles.every(({ status }) => status !== 'released' && status !== 'closed');
  }
}

function enrolment(
  cycle: KnownCycle,
  content: MatrixContent,
  secret: Buffer,
  { person, unit, manager, entryGrade }: Person,
  released: LevelRecord['released'],
): Enrolment {
  const { currentLevel, basis } = currentLevelOf(content, { released, entryGrade: entryGrade ?? undefined });
  const targetLevel = targetOf(content, currentLevel);
  return { review: reviewIdOf(secret, person), cycle: cycle.cycle, person, unit, manager, matrix: cycle.matrix, currentLevel, basis, targetLevel };
}
