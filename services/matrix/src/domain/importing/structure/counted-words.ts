import { fold } from '../text/characters.js';

/** Numbers behind these words count or version something ("Top 10. ", "version 3. ", "от 5. "). */
const numberedWords = new Set(
  (
    'version v level grade top release '  +
    'over than least most about to from of since no версия версии версию версией версиями уровень уровня уровню уровнем уровне грейд грейда грейду грейдом грейде ступень ступени топ от до более менее больше меньше около минимум максимум ' +
    'не на в за с к из № номер п пункт шаг step part часть'
  ).split(' '),
);

/** Products, and the versions that people call them by: "Python 3. " is one, "Go 5. " is none. */
const versions: Readonly<Record<string, readonly [first: number, last: number]>> = {
  'python': [2, 3],
  'java': [5, 30],
  'javascript': [5, 6],
  'ecmascript': [3, 20],
  'es': [3, 20],
  'angular': [1, 30],
  'vue': [2, 3],
  'react': [15, 30],
  'php': [4, 9],
  'net': [2, 20],
  'node': [4, 40],
  'http': [1, 3],
  'tls': [1, 3],
  'ipv': [4, 6],
  'c++': [11, 30],
  'go': [1, 2],
  'swift': [2, 7],
  'scala': [2, 3],
  'kotlin': [1, 2],
  'ruby': [1, 4],
  'django': [1, 6],
  'windows': [7, 12],
  'ubuntu': [10, 30],
  'oracle': [8, 30],
};

/** Whether a number behind this word belongs to it, rather than heads an item. */
export function countsSomething(word: string, number: number): boolean {
  const folded = fold(word);
  const [first, last] = (Object.hasOwn(versions, folded) ? versions[folded] : undefined) ?? [Infinity, 0];
  return numberedWords.has(folded) || (number >= first && number <= last);
}
