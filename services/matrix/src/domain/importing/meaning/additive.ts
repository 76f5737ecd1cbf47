import { fold } from '../text/characters.js';
import { isSeniorityWord } from '../text/seniority.js';
import { oneLine } from '../text/source.js';
import { othersIn } from './reference-words.js';

const above = '(?:предыдущ[а-я]+(?:\\s(?:уровн|грейд|ступен)[а-я]+)?|прошл[а-я]+\\sуровн[а-я]+|выше|ниже\\sпо\\sуровню)';
const level = '(?:\\p{L}[\\p{L}+-]{1,20}(?:\\s(?:level|уровн[а-я]+))?)';
const skills = '(?:навык(?:и|ов|ам)|требовани(?:я|й|ям)|компетенци(?:и|й|ям)|умени(?:я|й|ям)|skills|requirements|competencies|expectations)';
/** A level by a word of seniority or by its code; `rank` is looked up in the vocabulary. */
const named = '(?:(?:level|grade|уровн[а-я]{1,2}|грейда?)\\s(?:\\d{1,2}|[IVX]{1,4}|\\p{Lu}\\d{1,2})|(?<rank>\\p{L}[\\p{L}\\d+-]{1,20}))(?![\\p{L}\\d])';
const more = '(?=\\s?(?:,?\\s(?:plus|плюс|а\\sтакже|as\\swell\\sas|and\\salso)(?!\\p{L})|\\s\\+))';
const levelOrCode = `(?:${level}|[IVX]{1,4}|\\p{Lu}?\\d{1,2})(?![\\p{L}\\d])`;

/** Says it of every level at once, wherever it stands in the file. */
const ofEveryLevel: readonly RegExp[] = [
  /^(?:каждый\s(?:следующий\s)?уровень|следующий\sуровень|уровни)\s(?:[\p{L}]+\s){0,2}?(?:включа|содерж|накаплива)[\p{L}]+[^.]{0,120}/iu,
  /^(?:each|every|the\snext)\s(?:next\s|following\s|higher\s)?levels?\s(?:also\s)?(?:includes?|contains?|adds?|builds?|inherits?)[^.]{0,120}/iu,
  /^(?:требования|навыки|компетенции|levels|lists|skills|requirements)\s(?:[\p{L}]+\s){0,2}?(?:накапливаются|накопительные|суммируются|are\scumulative|accumulate|add\sup)/iu,
];

/** Says at the start of a sentence or an item that what came before goes on. The rest, if any, is what is new. */
const markers: readonly RegExp[] = [
  new RegExp(
    `^(?:по-прежнему\\s)?вс[её](?:\\s(?:то\\sже|это))?,?\\s(?:что\\s)?(?:перечисленное|вышеперечисленное|указанное|описанное|вышеуказанное|вышеописанное)(?:\\s(?:выше|ранее|для\\s${above}|у\\s${above}))?`,
    'iu',
  ),
  new RegExp(
    `^вс[её],?\\s(?:из|с|от|что\\s(?:и\\s)?(?:есть\\s|было\\s)?(?:у|на|для|в|требуется\\s(?:на|для|от)|было\\s(?:на|у)))\\s(?:${above}|уровн[а-я]{1,2}\\s${levelOrCode}|${level})`,
    'iu',
  ),
  new RegExp(
    `^вс[её]\\s(?:навыки|компетенции|требования|умения|знания|пункты)\\s(?:из\\s|с\\s)?(?:${above}|выше|уровня\\s${level}|${level})`,
    'iu',
  ),
  new RegExp(
    `^(?:плюс|в\\sдополнение|дополнительно|вдобавок)\\s(?:к|ко)\\s(?:[\\p{L}]+\\s){0,3}?(?:${above}|перечисленному|вышеперечисленному|уровню\\s${level})`,
    'iu',
  ),
  new RegExp(`^(?:помимо|кроме)\\s(?:всего\\s)?(?:вышеперечисленного|перечисленного(?:\\sвыше)?|(?:[\\p{L}]+\\s){0,2}?${above})`, 'iu'),
  new RegExp(
    `^(?:all|everything)\\s(?:of\\s)?(?:the\\s)?(?:above|listed\\sabove|previous(?:\\slevels?)?)(?:\\s(?:skills|requirements|points|items))?`,
    'iu',
  ),
  new RegExp(
    `^(?:all|everything)\\s(?:of\\s)?(?:the\\s)?(?:(?:skills|requirements|competencies|expectations|points)\\s)?(?:from|of|in|at|for|expected\\s(?:of|at|from)|required\\s(?:of|at|for)|that\\sis\\sexpected\\sof)\\s(?:an?\\s|the\\s)?(?:previous\\slevels?|preceding\\slevels?|level\\sbelow|levels\\sbelow|lower\\slevels?|${level})`,
    'iu',
  ),
  new RegExp(
    `^(?:in\\saddition\\sto|on\\stop\\sof|plus|beyond|besides)\\s(?:all\\s|everything\\s)?(?:of\\s)?(?:the\\s)?(?:[\\p{L}]+\\s){0,3}?(?:above|previous(?:\\slevels?)?|preceding(?:\\slevels?)?|level\\sbelow|lower\\slevels?)`,
    'iu',
  ),
  new RegExp(`^(?:all|everything)\\s(?:that\\s)?(?:an?\\s|the\\s)?(?<rank>\\p{L}[\\p{L}\\d+-]{1,20})(?:\\s\\p{L}+){0,2}\\s(?:does|do|has|have|knows?|can)(?!\\p{L})`, 'iu'),
  new RegExp(`^(?:plus\\sto|builds?\\son)\\s(?:the\\s)?(?:previous|preceding|level\\sbelow)(?:\\slevels?)?`, 'iu'),
  new RegExp(`^(?:плюс|в\\sдополнение|дополнительно|вдобавок)\\sк(?:о)?\\s(?:(?:навыкам|требованиям|уровню)\\s)?(?<rank>\\p{L}[\\p{L}+-]{1,20})`, 'iu'),
  new RegExp(
    `^(?:in\\saddition\\sto|on\\stop\\sof|plus|beyond|besides)\\s(?:all\\s|everything\\s)?(?:(?:of|from|at|in|for)\\s)?(?:the\\s|an?\\s)?(?<rank>\\p{L}[\\p{L}+-]{1,20})(?:\\slevel)?`,
    'iu',
  ),
  new RegExp(`^(?:${skills}\\s(?:of\\s|from\\s|для\\s|у\\s|уровня\\s)?)?${named}${more}`, 'iu'),
  new RegExp(`^(?:помимо|кроме|besides|beyond)\\s(?:the\\s|всех\\s)?(?:${skills}\\s)?(?:of\\s|уровня\\s)?${named}`, 'iu'),
  /^(?:all|every)\s(?:of\s)?(?:the\s)?(?<rank>\p{L}[\p{L}+-]{1,20})(?:['’]s)?(?:[\s-]level)?\s(?:skills?|requirements?|competenc(?:y|ies)|expectations?|points)/iu,
  /^extends?\s(?:all\s)?(?:of\s)?(?:the\s|an?\s)?(?<rank>\p{L}[\p{L}\d+-]{1,20})(?:['’]s)?(?:\s\p{L}+){0,4}/iu,
  ...ofEveryLevel,
];

/** "Each level includes the ones before", in any of the sentences of a paragraph. */
export function saysListsAddUp(paragraph: string): boolean {
  const sentences = oneLine(paragraph).slice(0, 2_000).split(/(?<=[.!?:;])\s/u);
  return sentences.some((sentence) => ofEveryLevel.some((marker) => marker.test(sentence.replace(/^[*_\s(]{1,20}/u, ''))));
}

/** What may stand before a marker: "включает всё из Junior". */
const includes = /^(?:(?:also\s)?includ(?:es?|ing)|(?:также\s)?включа(?:ет|я|ют)(?:\sв\sсебя)?)\s/iu;

/** Behind a marker: what ties it to what is new. */
const tie = /^(?:[\s,.:;+–—-]|(?:а\sтакже|дополнительно|ещ[её]|но\sи|but\salso|in\saddition|additionally|также|плюс|и\sещ[её]|и|and\salso|and|plus|as\swell\sas|also|along\swith)(?!\p{L})){1,30}/iu;

/**
 * Reads a marker of additive lists: "всё перечисленное выше, а также", "everything from the previous level plus".
 * @returns what the sentence says beyond it ('' where nothing), or undefined where it is no such marker
 */
export function beyondTheAbove(sentence: string): string | undefined {
  const text = oneLine(sentence)
    .replace(/^[*_\s(]{1,20}/u, '')
    .replace(/\s?\)$/u, '')
    .replace(includes, '');
  const byLevel = beyondLevel(text);
  if (byLevel !== undefined) return byLevel;
  for (const marker of markers) {
    const found = marker.exec(text.slice(0, 300));
    if (found === null || /^[\p{L}\p{N}]/u.test(text.slice(found[0].length))) continue;
    const rank = found.groups?.['rank'];
    if (rank !== undefined && !isRank(rank)) continue;
    const rest = text.slice(found[0].length);
    const tied = tie.exec(rest)?.[0] ?? '';
    if (rest !== '' && tied === '') continue;
    return /[\p{L}\p{N}]/u.test(rest.slice(tied.length)) ? rest.slice(tied.length).trim() : '';
  }
  return undefined;
}

/** What opens a sentence that goes on from a level: it has all of it, and more. */
const openers =
  /(?<!\p{L})(?:вс[её]|все(?:м|ми|х)|помимо|кроме|сверх|вдобавок|дополн\p{L}+|добавля\p{L}+|плюс|включая|то\sже|как|all|every(?:thing)?|addition|beyond|besides|builds?|top|above|plus|same|as)(?!\p{L})/iu;
const ties = /[:;]|,|\s(?:плюс|и|plus|and|but)(?!\p{L})|\s\+/giu;
const verbs =
  /^(?:включая|владе(?:ет|ть)|облада(?:ет|ть)|уме(?:ет|ть)|зна(?:ет|ть|ют)|соответствует|требуется|вс[её]м|всеми|всех|помимо|кроме|сверх|вдобавок|дополнени\p{L}|добавля\p{L}+|дополнительно|перечисленно\p{L}+|meets?|has|have|knows?|does|can|do|an?|every|required|builds?|beyond|besides|top|addition|includ\p{L}+|к)$/iu;

/** "Meets all Junior requirements, and …": up to what ties, nothing but a level and the words of such a sentence; behind it something else. */
function beyondLevel(text: string): string | undefined {
  for (const { 0: sign, index } of text.slice(0, 200).matchAll(ties)) {
    const head = text.slice(0, index);
    const words = head.split(/[^\p{L}\p{N}+'’-]+/u).filter((word) => word !== '' && !verbs.test(word));
    if (!openers.test(head) || !words.some(isRank)) continue;
    if (othersIn(words.filter((word) => !isRank(word)).join(' ').toLowerCase(), new Set()).length > 0) return undefined;
    const rest = text.slice(index);
    const beyond = rest.slice(tie.exec(rest)?.[0].length ?? 0).trim();
    const says = othersIn(beyond.toLowerCase(), new Set()).length > 0;
    if (says || (sign === ':' && !/\p{L}/u.test(beyond)) || /^[\s,:.;+]*$/u.test(beyond)) return says ? beyond : '';
  }
  return undefined;
}

function isRank(word: string): boolean {
  return /^\p{Lu}{1,2}\d{1,2}$/u.test(word) || isSeniorityWord(word) || isSeniorityWord(word.replace(/(?:а|у|ю|ого|его|ому|ему)$/u, '')) || ['ий', 'ый'].some((ending) => isSeniorityWord(word.replace(/[ое](?:го|му)$/u, ending)));
}

/** Whether a text that says "as at X, plus:" means the list to go on from it. */
export function promisesMore(sentence: string): boolean {
  return /(?:плюс|также|plus|and|in\saddition|\+)\s*:?\s*$/u.test(fold(oneLine(sentence)).replace(/[.…]+$/u, ''));
}
