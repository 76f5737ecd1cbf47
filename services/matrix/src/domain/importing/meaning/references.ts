import { groupsMentioned, groupStem, type Group } from '../text/group-words.js';
import { fold } from '../text/characters.js';
import { anyOf, wordEnd, wordStart } from '../text/pattern.js';
import { isSeniorityWord } from '../text/seniority.js';
import { oneLine } from '../text/source.js';
import { beyondTheAbove } from './additive.js';
import { levelsMentioned } from './level-names.js';
import { othersIn } from './reference-words.js';

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
    '(?:^|\\s)=\\s',
    `разниц[аы]\\s[^.]{0,60}\\sнет${wordEnd}`,
    `${wordStart}общи[ей]${wordEnd}`,
    `${wordStart}(?:remain|stay)s?\\s`,
    'are\\s(?:the\\s)?those\\sof',
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
    '^\\W{0,5}(?:see|см\\.?|смотрит?е?|смотреть)\\s',
    '^[^\\p{L}\\p{N}]{0,5}(?:those|the\\sones|that|what)\\s(?:is\\s)?(?:of|at|from|for|in|expected|required)\\s',
    '^[^\\p{L}\\p{N}]{0,5}what(?:ever)?\\s(?:an?\\s|the\\s)?[\\p{L}\\d+-]{2,20}\\s(?:has|have|does|needs?)$',
    '^[^\\p{L}\\p{N}]{0,5}(?:nothing|ничего)\\s(?:beyond|new|more|else|but|сверх|нового|кроме)',
    '^[^\\p{L}\\p{N}]{0,5}(?:то,?\\s)?что\\s(?:и\\s)?(?:у|на|для)\\s',
  ),
  'u',
);
const plainStart = new RegExp(
  `^[\\s"«(*_-]{0,5}(?:the\\s)?${anyOf(
    groupStem,
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
    'those\\s',
    'that\\s(?:of|at)\\s',
    'what(?:ever)?\\s',
    'nothing\\s',
    'like\\s',
    'level',
    'все',
    'как\\s',
    '(?:то|те|такие)\\sже',
    'аналогичн',
    'идентичн',
    'одинаков',
    'совпада',
    'без\\sизменений',
    'не\\s(?:отлича|меня)',
    'разниц',
    '(?:см\\.?|смотрит?е?|смотреть)\\s',
    'что\\s',
    'ничего\\s',
    'соответству',
    'уров',
    'на\\sуровне',
    `по\\s${groupStem}`,
    '(?:ничем|никаких|полностью|отличий|различий|нет\\s)',
    '(?:навыки|требования|компетенции|набор|список)',
    'наследу',
  )}`,
  'u',
);
/** A number that is a level's: "уровень 1". */
const numberedLevel = /(?<!\p{L})(?:level|grade|уров[а-я]+|грейд[а-я]*|ступен[а-я]+)\s\d/u;
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
  const bare = isBare(folded, mentioned, levels);
  if (!bare && !sameness.test(folded)) return undefined;
  return {
    groups: groupsMentioned(folded),
    levels: mentioned,
    previous: previousLevel.test(folded) || (mentioned.length === 0 && saysNothingElse(folded)),
    plain: bare || plainStart.test(folded),
    plus: beyond.test(folded),
  };
}

/** Nothing but a level's name, "Senior", or a name among words that references are made of: "все харды Senior". */
function isBare(folded: string, mentioned: readonly number[], levels: readonly (readonly string[])[]): boolean {
  if (mentioned.length === 0) return false;
  const names = mentioned.flatMap((level) => levels[level] ?? []);
  if (mentioned.length === 1 && isOnlyName(folded, names)) return true;
  const telling = mentioned.length === 1 || groupsMentioned(folded).length > 0;
  return telling && (names.every((name) => !/^\d/u.test(name)) || numberedLevel.test(folded)) && beyondTheAbove(folded) === undefined && othersIn(folded, partsOf(names)).length === 0;
}

function partsOf(names: readonly string[]): ReadonlySet<string> {
  return new Set(names.flatMap((name) => fold(name).split(/\s+/u)));
}

/** Whether a statement or a sentence behind one can be nothing but a reference to another level's list. */
export function isReference(sentence: string, levels: readonly (readonly string[])[]): boolean {
  const reference = referenceIn(sentence, levels);
  if (reference === undefined || !reference.plain || (reference.levels.length === 0 && !reference.previous)) return false;
  return !saysMore(sentence, reference, levels);
}

/** "Those of Staff" in a text that has no such level: a reference, and nothing else. */
export function leadsNowhere(sentence: string, levels: readonly (readonly string[])[]): boolean {
  const reference = referenceIn(sentence, levels);
  if (reference === undefined || !reference.plain || reference.previous || reference.levels.length > 0) return false;
  return othersIn(fold(oneLine(sentence)), new Set()).length === 0;
}

/** Whether a reference's sentence has more to say than whose list is meant. */
export function saysMore(sentence: string, reference: Reference, levels: readonly (readonly string[])[]): boolean {
  const named = partsOf(reference.levels.flatMap((level) => levels[level] ?? []));
  return othersIn(fold(sentence), named).length > 1;
}

/** "Те же.", "Unchanged": no level is meant but the one before. */
function saysNothingElse(folded: string): boolean {
  return othersIn(folded, new Set()).length === 0 && !folded.split(/[^\p{L}]+/u).some(isSeniorityWord);
}

/** Whether words begin and go on as a reference does, whatever levels there are. */
export function soundsLikeReference(words: string): boolean {
  const folded = fold(words);
  return plainStart.test(folded) && sameness.test(folded);
}

function isOnlyName(folded: string, names: readonly string[]): boolean {
  const plain = folded.replace(/[\s.,;:=–—]+/gu, '');
  return names.some((name) => fold(name).replace(/\s+/gu, '') === plain);
}
