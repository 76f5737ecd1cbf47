// A cell that says nothing but that it is the same as another level's: "same as Senior", "как у Senior", "без изменений".
import { isReference, referenceIn, soundsLikeReference } from '../meaning/references.js';
import { levelKey } from '../tables/level-names.js';
import { namesIn } from '../text/seniority.js';

const longest = 120;
const sameAs = /^(?:(?:the )?same as|as (?:at|in|for)|see|ditto|см\.?|как (?:у|на|для|и у|и на|на уровне)|(?:те|тот|та|то) же,? что (?:и )?(?:у|на|для)?|аналогично)\s+(?:(?:the )?level\s|уровн\p{L}\s)?["«“]?(?<level>.{1,100}?)["»”]?\s?(?:level)?[.!]?$/iu;

/** What a cell refers to: the index of a level, or none that the file has. */
export interface CellReference {
  readonly to: number | undefined;
}

/**
 * Undefined for a cell that says something, or speaks of a group as a whole.
 * @param levels as the file calls them
 * @param at the index of the cell's own level
 */
export function cellReferenceIn(words: string, levels: readonly string[], at: number): CellReference | undefined {
  const text = words.trim();
  if (text === '' || text.length > longest) return undefined;
  const called = sameAs.exec(text)?.groups?.['level'];
  const named = called === undefined ? undefined : levelCalled(called, levels);
  if (named !== undefined) return { to: named };
  const names = soundsLikeReference(text) ? levels.map((level) => [...new Set([level, ...namesIn(level)])]) : [];
  const reference = names.length > 0 && isReference(text, names) ? referenceIn(text, names) : undefined;
  if (reference === undefined || reference.groups.length > 0) return called === undefined ? undefined : { to: undefined };
  const [other] = reference.levels.filter((level) => level !== at);
  return { to: other ?? (reference.previous && at > 0 ? at - 1 : undefined) };
}

/** The level of that name, of any of its names, or of "level" before it. */
export function levelCalled(name: string, levels: readonly string[]): number | undefined {
  const keys = ['', 'level', 'уровень'].map((word) => levelKey(`${word} ${name}`));
  const isCalled = (title: string): boolean => keys.includes(levelKey(title));
  const [whole, part] = [levels.findIndex(isCalled), levels.findIndex((level) => namesIn(level).some(isCalled))];
  return whole >= 0 ? whole : part >= 0 ? part : undefined;
}
