// Numbers of levels, as people write them: "2nd", "2-й", "Second", "второй", "II".
import { fold } from './characters.js';

const words: Readonly<Record<string, number>> = {
  ...counted('first second third fourth fifth sixth seventh eighth ninth tenth'),
  ...counted('one two three four five six seven eight nine ten'),
  ...counted('первый второй третий четвертый пятый шестой седьмой восьмой девятый десятый'),
  ...counted('первая вторая третья четвертая пятая шестая седьмая восьмая девятая десятая'),
};
const romans = ['I', 'II', 'III', 'IV', 'V', 'VI', 'VII', 'VIII', 'IX', 'X'];
const number = /^(?:№|#)?(\d{1,2})(?:st|nd|rd|th|-?(?:[ыои]?й|а?я))?$/u;

function counted(line: string): Record<string, number> {
  return Object.fromEntries(line.split(' ').map((word, at) => [word, at + 1]));
}

/** The number that a word says; undefined for any other word. */
export function ordinalOf(word: string): number | undefined {
  const folded = fold(word);
  const digits = number.exec(folded)?.[1];
  if (digits !== undefined) return Number(digits);
  const roman = romans.indexOf(word);
  return roman >= 0 ? roman + 1 : Object.hasOwn(words, folded) ? words[folded] : undefined;
}
