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
      'потол\\p{L}+',
      'не\\s(?:более|больше|менее|меньше|выше|ниже)',
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
      'cap',
      'upper\\sbound',
      'lower\\sbound',
      'at\\s(?:most|least)',
      '(?:no|not)\\s(?:more|less)\\sthan',
    ) +
    wordEnd,
  'giu',
);

const numberWords: Readonly<Record<string, number>> = Object.fromEntries(
  [
    'один одна одно одного одной одном одну one',
    'два две двух двум двумя двое двоих two',
    'три трех трем тремя трое троих three',
    'четыре четырех четырем четырьмя четверо четверых four',
    'пять пяти пятью пятеро пятерых five',
    'шесть шести шестью six',
    'семь семи семью seven',
    'восемь восьми восемью eight',
    'девять девяти девятью nine',
    'десять десяти десятью ten',
    'одиннадцать одиннадцати eleven',
    'двенадцать двенадцати twelve',
  ].flatMap((line, at) => line.split(' ').map((word) => [word, at + 1] as const)),
);
const number = new RegExp(
  `(?<![\\p{L}\\p{N}.,])${anyOf(
    // "2", "2.5", and as Russian writes them: "2х", "5-ти".
    '\\d{1,9}(?:[.,]\\d{1,6})?(?=-?(?:х|ух|ёх|ех|ти|и|ми|го|ого|й|ый|ой|м|му|x|st|nd|rd|th)?(?![\\p{L}\\p{N}]))',
    `${anyOf(...Object.keys(numberWords).map((word) => word.replaceAll('е', '[её]')))}${wordEnd}`,
  )}`,
  'giu',
);

/** What bounds a number without a name of its own, beside one that has one: "2 are optimal, up to 5". */
const plainBound = new RegExp(`^[\\s–—-]*(?<label>up\\sto|at\\smost|from|at\\sleast|до|от)\\s(?:${number.source})\\S{0,3}(?:\\s\\p{L}+){0,2}\\s*$`, 'iu');

/** The labelled bounds that a text names, in its order: "(от 2х - оптимально, до 5ти - максимально)" → оптимально 2, максимально 5. */
export function boundsIn(text: string): Bound[] {
  const clauses = oneLine(text)
    .slice(0, 4_000)
    .split(/[;()]|,(?!\d)|\.(?!\d)|\s(?:и|а|and|but|но)\s/iu)
    .map((clause) => ({
      clause,
      labels: [...clause.matchAll(boundWord)].map((match) => match[0]),
      values: [...clause.matchAll(number)].map((match) => valueOf(match[0])),
    }));
  if (clauses.every(({ labels, values }) => labels.length === 0 || labels.length !== values.length)) return [];
  return clauses.flatMap(({ clause, labels, values }) => {
    const plain = labels.length === 0 && values.length === 1 ? plainBound.exec(clause)?.groups?.['label'] : undefined;
    const named = plain === undefined ? labels : [plain];
    return named.length !== values.length ? [] : named.map((label, at) => ({ label, value: values[at] ?? 0 }));
  });
}

function valueOf(word: string): number {
  return numberWords[fold(word)] ?? Number(word.replace(',', '.'));
}
