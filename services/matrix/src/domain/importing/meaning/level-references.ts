import { ownValue } from '@rung/matrix-model';

import { quoted } from '../anomaly.js';
import { promisesMore } from './additive.js';
import { levelsMentioned } from './level-names.js';
import { referenceIn, saysMore } from './references.js';

interface Listed {
  readonly level: number;
  readonly group: string;
  readonly start: number;
  /** It is the only statement of its list, and may be a reference itself. */
  readonly only: boolean;
}

type Answer = 'read' | 'none' | { readonly why: string };

/** Collects which level's lists are the same as another's, as sentences say so. Levels are indexes in the text's order. */
export class LevelReferences {
  readonly #sameAs: Record<string, number>[];
  readonly #whole: { group: string; from: number; to: number }[] = [];
  #additive = false;

  constructor(
    private readonly names: readonly (readonly string[])[],
    private readonly listed: readonly Listed[],
    /** All that the text has, which are meant where none is named. */
    private readonly groups: readonly string[],
  ) {
    this.#sameAs = names.map(() => ({}));
  }

  get sameAs(): readonly Record<string, number>[] {
    return this.#sameAs;
  }

  /** Some list goes on from another level's ("same as Senior, plus: …"). */
  get additive(): boolean {
    return this.#additive;
  }

  /** Reads a sentence under a level, and a group where it stands under one: as a reference, as one that leads nowhere, or as none. */
  read(text: string, place: { level: number; group: string | undefined; start: number }): Answer {
    const reference = referenceIn(text, this.names);
    if (reference === undefined || (reference.levels.length === 0 && !reference.previous && !reference.plain)) return 'none';
    const meant = reference.groups.length > 0 ? reference.groups : place.group === undefined ? this.groups : [place.group];
    const { from, to } = endsOf(reference.levels, reference.previous, place.level);
    if (to === undefined || from === to) return { why: 'says that a list is the same as another, but names no other level of this text' };
    const own = meant.filter((group) => this.#hasOwnList(from, group, place.start));
    if (own.length > 0 && (reference.plus || promisesMore(text))) {
      this.#additive = true;
      return 'read';
    }
    const inherited = meant.filter((one) => !own.includes(one)).map((group) => this.#inherit(group, from, to));
    if (inherited.includes(false))
      return { why: `leads back to itself: that level's list is said to be the same as this one's; neither is known` };
    if (own.length < meant.length && saysMore(text, reference, this.names)) {
      return { why: 'is read as the same list as another level\'s; whatever else it says is not read' };
    }
    return own.length < meant.length
      ? 'read'
      : {
          why: `says that a list is the same as that of ${quoted(this.names[to]?.[0] ?? '')}, but the level has a list of its own, which stands`,
        };
  }

  /**
   * Notes a list that is nothing but "all of the above", or "всё из Junior": in a text whose lists are complete it is that level's list.
   * @returns whether it is such a list
   */
  noteWhole(text: string, place: { level: number; group: string | undefined; start: number }): boolean {
    const { level, group, start } = place;
    if (group === undefined || promisesMore(text) || this.#hasOwnList(level, group, start)) return false;
    const [named = level - 1] = levelsMentioned(text, this.names).filter((one) => one !== level);
    this.#whole.push({ group, from: level, to: named });
    return true;
  }

  /** Takes what was noted as references, unless the text turned out to be additive. */
  settle(additive: boolean): void {
    if (!additive) for (const { group, from, to } of this.#whole) this.#inherit(group, from, to);
  }

  #hasOwnList(level: number, group: string, start: number): boolean {
    return this.listed.some((item) => item.level === level && item.group === group && !(item.only && item.start === start));
  }

  /** The first reference stands; one that would lead back to where it starts does not. @returns whether it did not lead back */
  #inherit(group: string, from: number, to: number): boolean {
    let level: number | undefined = to;
    while (level !== undefined && level !== from) level = ownValue(this.#sameAs[level], group);
    const entry = this.#sameAs[from];
    if (level === undefined && entry !== undefined) entry[group] ??= to;
    return level === undefined;
  }
}

/** "Харды Senior и Lead не отличаются": the level spoken of, and the one whose list it shares. */
function endsOf(mentioned: readonly number[], previous: boolean, current: number): { from: number; to: number | undefined } {
  const others = mentioned.filter((level) => level !== current);
  if (others.length >= 2 && !mentioned.includes(current)) {
    const [first = current, second = current] = others;
    return { from: Math.max(first, second), to: Math.min(first, second) };
  }
  return { from: current, to: others[0] ?? (previous && current > 0 ? current - 1 : undefined) };
}
