import type { Group } from '../structure/group-words.js';
import { fold, isCyrillic } from '../text/characters.js';
import { anyOf, wordEnd, wordStart } from '../text/pattern.js';
import { seniorityOf } from '../text/seniority.js';
import { oneLine } from '../text/source.js';

const longestReference = 240;

const sameness = new RegExp(
  anyOf(
    'не\\sотлича',
    '(?:различи|отличи)[йея][^.]{0,60}\\sнет(?!\\p{L})',
    '(?<!\\p{L})(?:нет|никаких|без)\\s(?:различи|отличи)',
    'наследу',
    `${wordStart}match(?:es)?\\s(?:the|those)`,
    '(?:shared|in\\scommon)\\swith',
    '(?:copied|inherited|taken)\\sfrom',
    `${wordStart}inherits?${wordEnd}`,
    '^\\W{0,5}на\\sуровне\\s',
    `${wordStart}(?:те|такие|тот|та|то)\\sже${wordEnd}`,
    'совпада',
    'аналогичн',
    'идентичн',
    'одинаков',
    'без\\sизменений',
    'не\\sменя',
    `${wordStart}как\\s(?:и\\s)?(?:у|на|для|в)\\s`,
    'соответству',
    'повторя',
    `${wordStart}same${wordEnd}`,
    'identical',
    'do(?:es)?\\snot\\sdiffer',
    "do(?:es)?n['’]t\\sdiffer",
    'no\\sdifferen',
    'unchanged',
    'no\\schange',
    `${wordStart}equals?${wordEnd}`,
    '^\\W{0,5}(?:as|like)\\s',
    '^\\W{0,5}(?:see|см\\.?)\\s',
  ),
  'u',
);
const plainStart = new RegExp(
  `^[\\s"«(*_-]{0,5}(?:the\\s)?${anyOf(
    'hard',
    'soft',
    'technical',
    'both',
    'all',
    'everything',
    'same',
    'identical',
    'equal',
    'unchanged',
    'no\\s(?:change|differen)',
    'there\\s(?:is|are)\\sno',
    '(?:shared|in\\scommon|copied|inherited|taken|match)',
    '(?:skills|requirements|competencies|expectations)',
    'as\\s',
    'see\\s',
    'like\\s',
    'level',
    'харды?',
    'софты?',
    'технические',
    'жесткие',
    'гибкие',
    'все',
    'как\\s',
    '(?:то|те|такие)\\sже',
    'аналогичн',
    'идентичн',
    'одинаков',
    'совпада',
    'без\\sизменений',
    'не\\sотлича',
    'см\\.?\\s',
    'соответству',
    'уров',
    'на\\sуровне',
    'по\\s(?:хард|софт|технич|гибк)',
    '(?:ничем|никаких|полностью|отличий|различий|нет\\s)',
    '(?:навыки|требования|компетенции|набор|список)',
    'наследу',
  )}`,
  'u',
);
/** What references are made of; a sentence with more than one other word says something else ("Same languages as Middle, in depth"). */
const referenceWords = new Set(
  [
    'the same as for of and are is to those these in at on like see do does not no all both everything that was with it was from previous preceding one above prior',
    "don't doesn't it's plus following also fully entirely completely exactly set list group equal equals identical unchanged there what whatever",
    'те же то тот та что на как и для от со по из у такие такой так такая все они ниже выше без между нет не см плюс ровно ничем никаких полностью целиком также',
    'меняется меняются изменений изменения',
  ].flatMap((line) => line.split(' ')),
);
const referenceStems =
  /^(?:skill|soft|hard|technical|level|grade|requirement|competenc|expectation|differ|match|shar|inherit|cop(?:y|ied)|chang|хард|софт|навык|скил|компетенц|требован|ожидан|уров|грейд|ступен|отлич|различ|одинаков|аналогич|идентич|совпада|соответств|повтор|наслед|предыдущ|прошл|набор|списо?к|перечен|гибк|ж[её]стк|технич|мягк|личностн)/u;
const previousLevel = /предыдущ|прошл|выше|previous|preceding|the\slevel\sbelow|level\sbefore|as\sabove|prior\slevel/u;
const beyond = new RegExp(
  anyOf(
    `${wordStart}(?:а\\sтакже|плюс|дополнительно|кроме\\sтого|в\\sдополнение|и\\sещ[её]|plus|and\\salso|as\\swell\\sas|in\\saddition|additionally)${wordEnd}`,
    '\\+\\s*:?$',
    `${wordStart}(?:and|и):?$`,
    ':$',
  ),
  'u',
);

/** A sentence that says a group's list is another level's. */
export interface Reference {
  /** The groups that it names; none where it names none. */
  readonly groups: readonly Group[];
  /** Indexes of the levels that it names, in its order; `previous` where it says "the previous level". */
  readonly levels: readonly number[];
  readonly previous: boolean;
  /** It begins as only such a sentence does ("Hards are …", "Same as …", "Как у …"), so it is no statement about a person. */
  readonly plain: boolean;
  /** It promises more than that level's list ("…, plus:"). */
  readonly plus: boolean;
}

/** Reads a sentence as a reference; undefined where it says nothing of the kind. `levels` are the names of each level. */
export function referenceIn(sentence: string, levels: readonly (readonly string[])[]): Reference | undefined {
  const text = oneLine(sentence);
  const folded = fold(text);
  if (text.length > longestReference) return undefined;
  const mentioned = levelsMentioned(text, levels);
  const bare = mentioned.length === 1 && isOnlyName(folded, levels[mentioned[0] ?? 0] ?? []);
  if (!bare && !sameness.test(folded)) return undefined;
  return {
    groups: groupsMentioned(folded),
    levels: mentioned,
    previous: previousLevel.test(folded) || (mentioned.length === 0 && othersIn(folded, new Set()).length === 0),
    plain: bare || plainStart.test(folded),
    plus: beyond.test(folded),
  };
}

/** Whether a statement or a sentence behind one can be nothing but a reference to another level's list. */
export function isReference(sentence: string, levels: readonly (readonly string[])[]): boolean {
  const reference = referenceIn(sentence, levels);
  if (reference === undefined || !reference.plain || (reference.levels.length === 0 && !reference.previous)) return false;
  return !saysMore(sentence, reference, levels);
}

/** Whether a reference's sentence has more to say than whose list is meant. */
export function saysMore(sentence: string, reference: Reference, levels: readonly (readonly string[])[]): boolean {
  const named = new Set(reference.levels.flatMap((level) => levels[level] ?? []).flatMap((name) => fold(name).split(/\s+/u)));
  return othersIn(fold(sentence), named).length > 1;
}

/** The words that references are not made of. A reference without any, and without a name, means the level before ("Те же."). */
function othersIn(folded: string, named: ReadonlySet<string>): string[] {
  return folded
    .split(/[^\p{L}\p{N}+'’-]+/u)
    .filter(
      (word) =>
        word.length > 1 &&
        !referenceWords.has(word) &&
        !referenceStems.test(word) &&
        ![...named].some((name) => word.startsWith(name.slice(0, Math.max(3, name.length - 2)))),
    );
}

/** Whether words begin and go on as a reference does, whatever levels there are. */
export function soundsLikeReference(words: string): boolean {
  const folded = fold(words);
  return plainStart.test(folded) && sameness.test(folded);
}

export function groupsMentioned(folded: string): Group[] {
  const soft = /(?<!\p{L})(?:soft|софт|гибк|мягк|личностн)/u.test(folded);
  const hard = /(?<!\p{L})(?:hard|хард|технич|жестк|technical)/u.test(folded);
  return [...(soft ? (['soft'] as const) : []), ...(hard ? (['hard'] as const) : [])];
}

/** The levels whose names a sentence holds, in its order; longer names first, so that "Middle+" is not "Middle". Russian names may be declined. */
export function levelsMentioned(sentence: string, levels: readonly (readonly string[])[]): number[] {
  const spans: { start: number; end: number; level: number }[] = [];
  const folded = fold(sentence);
  const names = levels
    .flatMap((level, at) => level.map((name) => ({ name: fold(name), level: at })))
    .sort((one, other) => other.name.length - one.name.length);
  for (const { name, level } of names) {
    for (const { start, end } of occurrences(folded, name)) {
      if (spans.every((span) => end <= span.start || start >= span.end)) spans.push({ start, end, level });
    }
  }
  if (spans.length === 0) return synonymsMentioned(folded, levels);
  return [...new Set(spans.sort((one, other) => one.start - other.start).map((span) => span.level))];
}

function occurrences(text: string, name: string): { start: number; end: number }[] {
  const words = name.split(' ').map(declinable).join('\\s');
  const behind = /[+-]$/u.test(name) ? '(?![\\p{L}\\p{N}])' : '(?![\\p{L}\\p{N}+])';
  return [...text.matchAll(new RegExp(`(?<![\\p{L}\\p{N}])${words}${behind}`, 'gu'))].map(({ 0: found, index }) => ({ start: index, end: index + found.length }));
}

/** A word as a piece of a regular expression; Russian ones with any ending. */
function declinable(word: string): string {
  if (!isCyrillic(word.at(-1)) || word.length < 3) return word.replace(/[$()*+./?[\\\]^{|}]/gu, '\\$&');
  return `${word.replace(/(?:ый|ий|ой|ок|ек|ец|[аоеийьяы])$/u, '')}[а-я]{0,4}`;
}

/** "как у сеньора" where the level is called Senior. */
function synonymsMentioned(folded: string, levels: readonly (readonly string[])[]): number[] {
  const ranks = levels.map((names) => seniorityOf(names[0] ?? ''));
  return folded
    .split(/[^\p{L}\p{N}+-]+/u)
    .map((token) => seniorityOf(token) ?? seniorityOf(token.replace(/(?:а|у|ом|е|ов|ы|'s)$/u, '')))
    .flatMap((rank) => (rank === undefined || ranks.filter((other) => other === rank).length !== 1 ? [] : [ranks.indexOf(rank)]));
}

function isOnlyName(folded: string, names: readonly string[]): boolean {
  const plain = folded.replace(/[\s.,;:–—]+/gu, '');
  return names.some((name) => fold(name).replace(/\s+/gu, '') === plain);
}
