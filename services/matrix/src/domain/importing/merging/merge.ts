import type { AnomalyNote } from '../anomaly.js';
import { apartNote, questionNote, repeatNote, slipNote } from './alike-notes.js';
import type { Wording } from '../meaning/statement.js';
import { Lookalikes } from './lookalikes.js';
import { differenceOf } from './difference.js';
import { questionsOf } from './questions.js';
import { comparable } from './similarity.js';
import { isSlip, nearThreshold } from './slip.js';

/** One statement in a level's list. */
export interface ListedItem extends Wording {
  readonly level: number;
  readonly group: string;
  /** Offset of its first word. */
  readonly at: number;
}

/** What the levels' lists say about one competency, in the order of the text; the first listing gives its wording. */
export interface MergedCompetency {
  readonly group: string;
  readonly listings: readonly ListedItem[];
  /** What they ask, each once and in its first wording. */
  readonly questions: readonly string[];
}

/** One that still gathers its listings. */
interface Gathering {
  readonly group: string;
  readonly listings: ListedItem[];
}

/**
 * Merges what the levels repeat: equal statements, and statements that differ by a slip of the pen. Two statements of one level are two
 * expectations, unless they are equal. Where a statement could go with several, the most similar one gets it.
 * @returns competencies in the order in which the text first names them
 */
export function merge(
  items: readonly ListedItem[],
  levelName: (level: number) => string,
): { competencies: MergedCompetency[]; anomalies: AnomalyNote[] } {
  const anomalies: AnomalyNote[] = [];
  const gathered: Gathering[] = [];
  for (const group of new Set(items.map((item) => item.group))) {
    const ofGroup = items.filter((item) => item.group === group);
    const levels = [...new Set(ofGroup.map((item) => item.level))];
    const known = new Known();
    for (const level of levels) {
      const own = withoutRepeats(
        ofGroup.filter((item) => item.level === level),
        anomalies,
      );
      const matched = matchesOf(own, known);
      for (const item of own) {
        const match = matched.get(item);
        if (match === undefined || match.telling !== undefined) {
          if (match?.telling !== undefined) anomalies.push(apartNote(match.telling, item, levelName));
          const competency: Gathering = { group, listings: [item] };
          gathered.push(competency);
          known.learn(item, competency);
          continue;
        }
        const first = match.competency.listings[0] ?? item;
        if (comparable(first.statement) !== comparable(item.statement))
          anomalies.push(slipNote(first, item, levelName));
        match.competency.listings.push(item);
        known.learn(item, match.competency);
      }
    }
  }
  const competencies = gathered.map(({ group, listings }): MergedCompetency => {
    const { questions, slips } = questionsOf(listings);
    anomalies.push(...slips.map(questionNote));
    return { group, listings, questions };
  });
  return { competencies: competencies.sort((one, other) => (one.listings[0]?.at ?? 0) - (other.listings[0]?.at ?? 0)), anomalies };
}

interface Match {
  readonly competency: Gathering;
  /** The statement that it looks like, though it is another one; undefined where it is the same. */
  readonly telling?: ListedItem;
}

/** Wordings seen so far, by themselves and by what they resemble. */
class Known {
  readonly #exact = new Map<string, Gathering[]>();
  readonly #alike = new Lookalikes<{ competency: Gathering; item: ListedItem }>();

  learn(item: ListedItem, competency: Gathering): void {
    const key = comparable(item.statement);
    const known = this.#exact.get(key) ?? [];
    if (known.includes(competency)) return;
    this.#exact.set(key, [...known, competency]);
    if (competency.listings[0] === item) this.#alike.add(key, { competency, item });
  }

  equal(item: ListedItem): Gathering | undefined {
    return this.#exact
      .get(comparable(item.statement))
      ?.find((competency) => differenceOf(competency.listings[0]?.statement ?? '', item.statement).telling === false);
  }

  alike(item: ListedItem): { competency: Gathering; item: ListedItem; score: number }[] {
    return this.#alike.like(comparable(item.statement)).map(({ value, score }) => ({ ...value, score }));
  }
}

/** For the items of one level: each competency goes to at most one of them, best matches first. */
function matchesOf(own: readonly ListedItem[], known: Known): Map<ListedItem, Match> {
  const matched = new Map<ListedItem, Match>();
  const taken = new Set<Gathering>();
  for (const item of own) {
    const competency = known.equal(item);
    if (competency === undefined || taken.has(competency)) continue;
    matched.set(item, { competency });
    taken.add(competency);
  }
  const pairs = own
    .filter((item) => !matched.has(item))
    .flatMap((item) =>
      known.alike(item).map((found) => ({ ...found, later: item, difference: differenceOf(found.item.statement, item.statement) })),
    )
    .filter(({ score, difference }) => score >= nearThreshold || isSlip(score, difference))
    .sort((one, other) => other.score - one.score || one.later.at - other.later.at);
  for (const { competency, later, difference, score } of pairs) {
    if (!isSlip(score, difference) || matched.has(later) || taken.has(competency)) continue;
    matched.set(later, { competency });
    taken.add(competency);
  }
  for (const { competency, item, later, difference, score } of pairs) {
    if (matched.has(later) || isSlip(score, difference)) continue;
    matched.set(later, { competency, telling: item });
  }
  return matched;
}

function withoutRepeats(own: readonly ListedItem[], anomalies: AnomalyNote[]): ListedItem[] {
  const seen = new Map<string, ListedItem[]>();
  return own.filter((item) => {
    const key = comparable(item.statement);
    const before = seen.get(key) ?? [];
    const repeated = before.some((other) => !differenceOf(other.statement, item.statement).telling);
    if (repeated) anomalies.push(repeatNote(item));
    else seen.set(key, [...before, item]);
    return !repeated;
  });
}
