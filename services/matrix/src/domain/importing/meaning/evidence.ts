import { fold } from '../text/characters.js';
import { anyOf, wordEnd, wordStart } from '../text/pattern.js';

const russianProof = anyOf(
  'дел(?:а|у|о|ом|е|ами|ах)',
  'пример[а-я]*',
  'факт(?:ами|ом|ы|ов|ах)',
  'практик[а-я]*',
  'результат[а-я]*',
  'доказательств[а-я]*',
  'проект[а-я]*',
  'кейс[а-я]*',
  'работ[а-я]*',
  'достижени[а-я]*',
  'артефакт[а-я]*',
  'сертификат[а-я]*',
  'документ[а-я]*',
  'портфолио',
  'отзыв[а-я]*',
  'экзамен[а-я]*',
  'аттестаци[а-я]*',
  'поступк[а-я]*',
  'опыт[а-я]*',
);
const russianProven = anyOf(
  'подтвержда(?:ется|еться|ются|ем|ющ)[а-я]*',
  'подтвержден[а-я]*',
  'подкрепля(?:ется|ются|ем)[а-я]*',
  'подкреплен[а-я]*',
  'доказан(?:н[а-я]+)?',
  'доказыва(?:ется|ются|ем[а-я]+)',
  'продемонстрирован[а-я]*',
  'показан(?:о|а|ы|н[а-я]+)?',
);
const englishProof = anyOf(
  'deeds?',
  'actions?',
  'examples?',
  'evidence',
  'proofs?',
  'practice',
  'cases?',
  'work',
  'artefacts?',
  'artifacts?',
  'results?',
  'portfolio',
  'certificates?',
  'projects?',
  'facts',
);
const englishProven = anyOf(
  'proven',
  'proved',
  'evidenced',
  'backed(?:\\sup)?',
  'supported',
  'confirmed',
  'demonstrated',
  'substantiated',
  'verified',
  'shown',
  'attested',
);
/** Behind what stands a remark on the whole expectation: "Mentors engineers, proven by their growth" asks for proof, "fixes confirmed by QA" does not. */
const setOff = '(?<=[,(–—-]\\s?|котор[а-я]{2,3}\\s)';
const provenBy = anyOf(
  '(?:подтвержда|подкрепля|доказыва)[ею]тся',
  'подтвержден(?:[аоы]?|н(?:ый|ая|ое|ые|ую|ого))',
  'подкреплен(?:[аоы]?|н(?:ый|ая|ое|ые|ую|ого))',
  'доказанн(?:ый|ая|ое|ые|ую|ого)',
);
const fewWords = '(?:[\\s,]+[\\p{L}\\p{N}-]+){0,3}?[\\s,]+';

/** Each asks for proof; none merely praises a result that shows ("с понятным результатом", "visible results"). For folded text of one line. */
const demands = [
  `${russianProven}${fewWords}${russianProof}${wordEnd}`,
  `${setOff}${provenBy}\\s(?:\\p{L}+\\s){0,3}?\\p{L}+(?:ом|ем|ами|ями|ой|ей|ью|ими|ыми)${wordEnd}`,
  `${setOff}(?:proven|proved|evidenced|attested|substantiated|confirmed|demonstrated)\\s(?:by|with|through|via)\\s\\p{L}`,
  `${russianProof}[\\s,]+(?:подтвержда|подтвержден|доказан)[а-я]*`,
  'подтвержденн[а-я]+\\s(?:опыт|знани|умени|навык|желани|результат|дел|практ)',
  '(?:подтвердить|доказать|подкрепить|подтверждать)\\s(?:это\\s)?(?:делом|делами|на\\sделе|примерами|на\\sпримерах|на\\sпримере|на\\sпрактике)',
  `(?:доказано|доказана|доказаны|документально\\sподтвержден[а-я]*)${wordEnd}`,
  '(?:требует(?:ся)?|требуются|нужн[оы]|необходим[оы]|обязательн[оы])\\s(?:доказательств|подтвержден|пруф)',
  '(?:доказательств[оа]|подтверждени[ея]|пруфы|evidence|proofs?)\\s?:',
  'подтвержда(?:ет|ют)\\s(?:\\p{L}+\\s){0,2}(?:делом|делами|на\\sделе|примерами|фактами|на\\sпрактике|сертификатом|сертификатами)(?=\\s*(?:$|[.,;()]))',
  '(?:proven|demonstrable|verifiable|documented)\\s(?:track\\srecord|record|experience)',
  '(?:приложить|предоставить|привести|показать)\\s(?:подтверждени|доказательств)',
  '(?:нужно|необходимо|обязательно)\\sпривести\\sпример',
  'с\\sподтверждени(?:ем|ями)(?=\\s*(?:$|[.,;)]|дел|на\\sпрактике))',
  `(?:с\\sдоказательствами|с\\sпруфами|при\\sналичии\\s(?:подтвержден|доказательств)[а-я]*)${wordEnd}`,
  `${englishProven}\\s(?:by|with|through|in|on|via)\\s(?:[\\p{L}-]+[\\s,]+){0,3}?${englishProof}${wordEnd}`,
  `(?:with|provides?|requires?|needs?|demands?)\\s(?:\\p{L}+\\s)?(?:evidence|proof)${wordEnd}`,
  `(?:evidence|proof)\\s(?:is\\s|are\\s)?(?:required|needed|demanded|expected|mandatory)${wordEnd}`,
  `(?:evidenced\\sby|must\\sbe\\s(?:proven|evidenced|demonstrated))${wordEnd}`,
].map((demand) => new RegExp(wordStart + demand, 'u'));

const denials = new RegExp(
  wordStart +
    anyOf(
      'не\\s(?:подтвержд|доказ|требует\\s(?:доказ|подтвер))',
      'без\\s(?:подтвержден|доказательств)',
      'without\\s(?:\\p{L}+\\s)?(?:evidence|proof)',
      'no\\s(?:evidence|proof)',
    ),
  'u',
);

/** Whether an expectation's own words ask for proof. */
export function demandsEvidence(statement: string): boolean {
  const words = fold(statement);
  return !denials.test(words) && demands.some((demand) => demand.test(words));
}
