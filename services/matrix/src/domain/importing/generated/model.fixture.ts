// Random matrices, as what they are to be read as.
import type { Dice } from './dice.fixture.js';
import { words, type Language } from './words.fixture.js';

export type Group = 'soft' | 'hard';
export const groups: readonly Group[] = ['soft', 'hard'];

export interface Statement {
  readonly words: string;
  readonly evidence: boolean;
  readonly questions: readonly string[];
}
export interface Level {
  readonly names: readonly string[];
  /** A list of its own, or the index of the level whose list it is. */
  readonly lists: Readonly<Record<Group, readonly Statement[] | number>>;
}
export interface Model {
  readonly language: Language;
  readonly kind: 'seniority' | 'role' | 'code' | 'number';
  readonly levels: readonly Level[];
  /** The place of one repeated statement, and how it is misspelled there. */
  readonly slip: { readonly level: number; readonly group: Group; readonly at: number; readonly written: string } | undefined;
  readonly term: { readonly word: string; readonly optimal: number; readonly most: number } | undefined;
}

export function randomModel(dice: Dice): Model {
  const language = dice.of<Language>('ru', 'en');
  const kind = dice.of<Model['kind']>('seniority', 'seniority', 'seniority', 'role', 'code', 'number');
  const pools = { soft: statements(dice, language, 'soft'), hard: statements(dice, language, 'hard') };
  const levels: Level[] = [];
  for (const names of namesOf(dice, kind, language)) {
    const soft = listOf(dice, levels, 'soft', pools.soft);
    levels.push({ names, lists: { soft, hard: listOf(dice, levels, 'hard', pools.hard) } });
  }
  return { language, kind, levels, slip: dice.chance(0.35) ? slipIn(dice, levels) : undefined, term: dice.chance(0.3) ? termOf(dice, levels) : undefined };
}

function namesOf(dice: Dice, kind: Model['kind'], language: Language): string[][] {
  const count = dice.between(1, 5);
  const from = dice.between(1, 3);
  if (kind === 'number') return Array.from({ length: count }, (_, at) => [String(from + at)]);
  if (kind === 'code') {
    const letter = dice.of('L', 'E', 'P', 'IC');
    return Array.from({ length: count }, (_, at) => [`${letter}${from + at}`]);
  }
  const { ranks, roles, levels } = words[dice.chance(0.5) ? 'en' : language];
  if (kind === 'role') {
    const role = dice.of(roles[0] ?? '', ...roles);
    return ranks.slice(0, count).map((rank) => [`${rank} ${role}`]);
  }
  const names = levels.filter(() => dice.chance(0.7)).map((synonyms) => dice.of(synonyms[0] ?? '', ...synonyms));
  const named: string[][] = [];
  while (names.length > 0 && named.length < count) named.push(names.splice(0, dice.of(1, 1, 2, 3)));
  return named.length > 0 ? named : [['Senior']];
}

function statements(dice: Dice, language: Language, group: Group): Statement[] {
  const { questions, proof, [group]: all } = words[language];
  return dice.shuffled(all).map((plain) => {
    const evidence = !plain.includes(':') && dice.chance(0.1);
    return {
      words: evidence ? plain + dice.of(proof[0] ?? '', ...proof) : plain,
      evidence,
      questions: dice.chance(0.15) ? dice.shuffled(questions).slice(0, dice.between(1, 2)) : [],
    };
  });
}

/** What the level before has, most of it, and some that no level has yet; or the list of a level before. */
function listOf(dice: Dice, before: readonly Level[], group: Group, pool: readonly Statement[]): readonly Statement[] | number {
  if (before.length > 0 && dice.chance(0.15)) return dice.between(0, before.length - 1);
  const last = before.at(-1)?.lists[group];
  const kept = typeof last === 'object' && dice.chance(group === 'soft' ? 0.9 : 0.4) ? last.filter(() => dice.chance(0.8)) : [];
  const used = new Set(before.flatMap(({ lists }) => (typeof lists[group] === 'object' ? lists[group] : [])));
  const fresh = pool.filter((statement) => !used.has(statement)).slice(0, dice.between(kept.length > 0 ? 0 : 1, 4));
  const list = [...kept, ...fresh];
  const any = list.length > 0 ? list : pool.slice(0, 1);
  return dice.chance(0.3) ? dice.shuffled(any) : any;
}

function slipIn(dice: Dice, levels: readonly Level[]): Model['slip'] {
  const slips = levels.flatMap(({ lists }, level) =>
    groups.flatMap((group) => {
      const list = lists[group];
      const known = levels.slice(0, level).flatMap((before) => (typeof before.lists[group] === 'object' ? before.lists[group] : []));
      return typeof list === 'number' ? [] : list.flatMap((statement, at) => (known.includes(statement) ? [{ level, group, at, ...misspelled(dice, statement.words) }] : []));
    }),
  );
  const [slip] = dice.shuffled(slips.filter(({ written }) => written !== ''));
  return slip;
}

/** One letter of a long word in small letters left out or doubled, in a statement long enough to be known all the same. */
function misspelled(dice: Dice, statement: string): { written: string } {
  const [word] = dice.shuffled([...statement.matchAll(/(?<![\p{L}-])\p{Ll}{6,}(?![\p{L}-])/gu)]);
  if (word === undefined || statement.length < 22) return { written: '' };
  const at = word.index + dice.between(2, word[0].length - 2);
  return { written: statement.slice(0, at) + (dice.chance(0.5) ? '' : (statement[at] ?? '').repeat(2)) + statement.slice(at + 1) };
}

function termOf(dice: Dice, levels: readonly Level[]): Model['term'] {
  const listed = levels.flatMap(({ lists }) => (typeof lists.soft === 'object' ? lists.soft : []));
  const found = listed.find(({ words: word }) => /^(?:Многозадачность|Наставничество|Multitasking|Mentoring)$/u.test(word));
  return found === undefined ? undefined : { word: found.words, optimal: dice.between(1, 3), most: dice.between(4, 9) };
}
