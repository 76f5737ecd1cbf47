import { Injectable } from '@nestjs/common';
import { DomainError } from '@rung/event-sourcing';
import { levelIndex, type MatrixContent } from '@rung/matrix-model';
import { unavailable } from '@rung/service-kit';

import type { KnownCycle } from '../../domain/cycle/cycle.js';
import { mustHaveRoomBetween, targetOf } from '../../domain/grading/index.js';
import { currentLevelOf, namedTarget, type LevelRecord } from '../../domain/review/levels.js';
import { CycleSecrets } from '../../privacy/cycle-secrets.js';
import { reviewIdOf } from '../../privacy/derived-ids.js';
import { Directory, type Person } from '../../reference/directory/directory.js';
import { Matrices } from '../../reference/matrices/matrices.js';
import { Streams } from '../../streams.js';
import { noMoreProgress, orUnavailable } from '../roster/caught-up.js';
import { Roster, type Enrolment, type LastReleased } from '../roster/roster.js';
import { namesDecidedOn } from './decided-level.js';
import type { Held } from './held-back.js';

/** Of a person who waits for an answer; a launch has more. */
const patienceMs = 5_000;
const waitsForRelease = 'Confirmed grades of a released cycle of this matrix are still on their way, and levels start from them; try again.';

/** What comes of people who are to take part. */
export interface Enrolling {
  readonly enrolments: readonly Enrolment[];
  readonly held: readonly Held[];
}

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
   * With what each of these people takes part, or why they cannot as things are. Their positions are assessed by the cycle's
   * matrix, and the roster has seen what was released and confirmed.
   * @param target a level by any of its names, in place of what was named for each.
   */
  async ofMany(cycle: KnownCycle, members: readonly Person[], target?: string): Promise<Enrolling> {
    const ids = members.map(({ person }) => person);
    const [content, secret, onTheirWay, released, targets] = await Promise.all([
      this.matrices.pinned(cycle.matrix),
      this.secrets.of(cycle.cycle),
      this.onTheirWay(ids, cycle.matrix.id),
      this.roster.lastReleased(ids, cycle.matrix.id),
      this.roster.namedTargets(cycle.cycle, ids),
    ]);
    const namesOf = await this.strangeLevels(content, [...released.values()]);
    const enrolments: Enrolment[] = [];
    const held: Held[] = [];
    for (const member of members) {
      const decision = released.get(member.person);
      try {
        if (onTheirWay.has(member.person)) throw unavailable(waitsForRelease, 2);
        const levels = levelsOf(content, member, decision && { ...decision, names: namesOf(decision) }, target ?? targets.get(member.person));
        const { person, unit, manager } = member;
        enrolments.push({ review: reviewIdOf(secret, person), cycle: cycle.cycle, person, unit, manager, matrix: cycle.matrix, ...levels });
      } catch (error) {
        if (!(error instanceof DomainError)) throw error;
        held.push({ person: member.person, why: error });
      }
    }
    return { enrolments, held };
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
    if (person.matrix !== cycle.matrix.id) {
      throw new DomainError('participant-without-level', `This person's position is not assessed by the matrix "${cycle.matrix.id}".`);
    }
    return this.upToDate(cycle, person, target);
  }

  /** What levels that this version has under no such code are called in the versions that they were decided on. */
  private async strangeLevels(content: MatrixContent, decisions: readonly LastReleased[]): Promise<(decision: LastReleased) => readonly string[]> {
    const names = new Map<string, readonly string[]>();
    const keyOf = ({ cycle, grade }: Pick<LastReleased, 'cycle' | 'grade'>) => `${cycle} ${grade}`;
    for (const { cycle, grade } of decisions) {
      if (grade === null || levelIndex(content, grade) >= 0 || names.has(keyOf({ cycle, grade }))) continue;
      names.set(keyOf({ cycle, grade }), await namesDecidedOn(this.streams, this.matrices, { cycle, grade }));
    }
    return (decision) => names.get(keyOf(decision)) ?? [];
  }

  /** @throws DomainError what `levelsOf` throws; unavailable when the roster is behind, or a grade on its way, for long. */
  private async upToDate(cycle: KnownCycle, person: Person, target?: string): Promise<Enrolment> {
    await orUnavailable(this.roster.caughtUp(patienceMs), waitsForRelease);
    let found: Enrolling = { enrolments: [], held: [] };
    const countWaiting = async (): Promise<number> => {
      found = await this.ofMany(cycle, [person], target);
      return found.held.filter(({ why }) => isOnItsWay(why)).length;
    };
    await noMoreProgress(countWaiting, patienceMs);
    for (const { why } of found.held) throw why;
    return found.enrolments[0] as Enrolment;
  }

  /** A released cycle releases its confirmed grades one by one; until then the last released one is of an older cycle. */
  private async onTheirWay(people: readonly string[], matrix: string): Promise<ReadonlySet<string>> {
    const unreleased = await this.roster.unreleased(people, matrix);
    const cycles = [...new Set(unreleased.map(({ cycle }) => cycle))];
    const states = await Promise.all(cycles.map(async (id) => [id, (await this.streams.cycle(id)).status] as const));
    const releasing = new Set(states.filter(([, status]) => status === 'released' || status === 'closed').map(([id]) => id));
    return new Set(unreleased.filter(({ cycle }) => releasing.has(cycle)).map(({ person }) => person));
  }
}

/** Whether somebody is held back by nothing but a grade that is being released: waiting helps. */
export function isOnItsWay({ code }: DomainError): boolean {
  return code === 'unavailable';
}

/** @throws DomainError unknown-level; where a target is named participant-without-level, target-below-current, matrix-too-large. */
function levelsOf(
  content: MatrixContent,
  { entryGrade }: Person,
  released: LevelRecord['released'],
  target: string | undefined,
): Pick<Enrolment, 'currentLevel' | 'basis' | 'targetLevel'> {
  const current = currentLevelOf(content, { released, entryGrade: entryGrade ?? undefined });
  if (target === undefined) return { ...current, targetLevel: targetOf(content, current.currentLevel) };
  const targetLevel = namedTarget(content, current.currentLevel, target);
  mustHaveRoomBetween(content, current.currentLevel, targetLevel);
  return { ...current, targetLevel };
}
