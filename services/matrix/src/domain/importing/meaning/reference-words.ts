import { groupStem } from '../text/group-words.js';
import { isSeniorityWord } from '../text/seniority.js';
import { withoutEnding } from './level-names.js';

/** What references are made of; a sentence with more than one other word says something else ("Same languages as Middle, in depth"). */
const referenceWords = new Set(
  [
    'the same as for of and are is to those these in at on like see do does not no all both everything that was with it was from previous preceding one above prior',
    "don't doesn't it's plus following also fully entirely completely exactly set list group equal equals identical unchanged there what whatever",
    'те же то тот та что на как и для от со по из у такие такой так такая все они ниже выше без между нет не см плюс ровно ничем никаких полностью целиком также это эти',
    'меняется меняются изменений изменения',
  ].flatMap((line) => line.split(' ')),
);
const referenceStems = new RegExp(
  `^(?:${groupStem}|carr|over$|refer|ditto|смотр|ничего|сверх|compar|additional|extra|further|new$|nothing|such$|remain|stay|per$|бер[ёе]тся|берутся|взят|оста[её]тся|остаются|остались|переход|перенос|тольк|дополнительн|нов(?:ых|ые|ого)$|отдельн|общ|разниц|сравнени|полн|цел(?:ый|ая|иком)|предъявля|skill|level|grade|requirement|competenc|expectation|differ|match|shar|inherit|cop(?:y|ied)|chang|навык|скил|компетенц|требован|ожидан|уров|грейд|ступен|отлич|различ|одинаков|аналогич|идентич|совпада|соответств|повтор|наслед|предыдущ|прошл|набор|списо?к|перечен)`,
  'u',
);

/** The words that references are not made of. A reference without any, and without a name, means the level before ("Те же."). */
export function othersIn(folded: string, named: ReadonlySet<string>): string[] {
  return folded
    .split(/[^\p{L}\p{N}+'’-]+/u)
    .filter(
      (word) =>
        word.length > 1 &&
        !referenceWords.has(word) &&
        !referenceStems.test(word) &&
        !isSeniorityWord(withoutEnding(word)) &&
        ![...named].some((name) => word.startsWith(name.slice(0, Math.max(3, name.length - 2)))),
    );
}
