import { fold } from '../text/characters.js';
import { anyOf, wordEnd, wordStart } from '../text/pattern.js';
import { oneLine } from '../text/source.js';

export interface Bound {
  readonly label: string;
  readonly value: number;
}

/** What a text calls a bound. The label is the word as it stands there. */
const boundWord = new RegExp(
  wordStart +
    anyOf(
      'оптим\\p{L}+',
      'максим\\p{L}+',
      'миним\\p{L}+',
      'предел\\p{L}*',
      'лимит\\p{L}*',
      'идеал\\p{L}+',
      'норм\\p{L}+',
      'допустим\\p{L}+',
      'рекоменд\\p{L}+',
      'желательн\\p{L}+',
      'комфортн\\p{L}+',
      'не\\s(?:более|больше|менее|меньше)',
      'optim\\p{L}+',
      'maxim\\p{L}+',
      'max',
      'minim\\p{L}+',
      'min',
      '(?:upper\\s|lower\\s|hard\\s|soft\\s)?limit',
      'ideal(?:ly)?',
      'recommended',
      'normal',
      'acceptable',
      'allowed',
      'best',
      'comfortable',
      'ceiling',
      'at\\s(?:most|least)',
      '(?:no|not)\\s(?:more|less)\\sthan',
    ) +
    wordEnd,
  'giu',
);

const numberWords: Readonly<Record<string, number>> = {
  один: 1,
  одного: 1,
  два: 2,
  двух: 2,
  две: 2,
  три: 3,
  трех: 3,
  четыре: 4,
  четырех: 4,
  пять: 5,
  пяти: 5,
  шесть: 6,
  шести: 6,
  семь: 7,
  семи: 7,
  восемь: 8,
  восьми: 8,
  девять: 9,
  девяти: 9,
  десять: 10,
  десяти: 10,
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
};
const number = new RegExp(
  `(?<![\\p{L}\\p{N}.,])${anyOf(
    // "2", "2.5", and as Russian writes them: "2х", "5-ти".
    '\\d{1,9}(?:[.,]\\d{1,6})?(?=-?(?:х|ух|ёх|ех|ти|и|ми|го|ого|й|ый|ой|м|му|x|st|nd|rd|th)?(?![\\p{L}\\p{N}]))',
    `(?:один|одного|дв[ае]|двух|три|тр[её]х|четыре|четыр[её]х|пят[ьи]|шест[ьи]|сем[ьи]|восемь|восьми|девят[ьи]|десят[ьи])${wordEnd}`,
    `(?:one|two|three|four|five|six|seven|eight|nine|ten)${wordEnd}`,
  )}`,
  'giu',
);

/** The labelled bounds that a text names, in its order: "(от 2х - оптимально, до 5ти - максимально)" → оптимально 2, максимально 5. */
export function boundsIn(text: string): Bound[] {
  return oneLine(text)
    .slice(0, 4_000)
    .split(/[;()]|,(?!\d)|\.(?!\d)|\s(?:и|а|and|but|но)\s/iu)
    .flatMap((clause) => {
      const labels = [...clause.matchAll(boundWord)].map((match) => match[0]);
      const values = [...clause.matchAll(number)].map((match) => valueOf(match[0]));
      return labels.length !== values.length ? [] : labels.map((label, at) => ({ label, value: values[at] ?? 0 }));
    });
}

function valueOf(word: string): number {
  return numberWords[fold(word)] ?? Number(word.replace(',', '.'));
}
