import { fold } from '../text/characters.js';

const proofNouns =
  '(?:дел(?:а|у|о|ом|е|ами|ах)|пример[а-я]*|факт(?:ами|ом|ы|ов|ах)|практик[а-я]*|результат[а-я]*|доказательств[а-я]*|проект[а-я]*|кейс[а-я]*|работ[а-я]*|достижени[а-я]*|артефакт[а-я]*|сертификат[а-я]*|документ[а-я]*|портфолио|отзыв[а-я]*|поступк[а-я]*|опыт[а-я]*)';
const proofWords = '(?:deeds?|actions?|examples?|evidence|proofs?|practice|cases?|work|artefacts?|artifacts?|results?|portfolio|certificates?|projects?|facts)';
const between = '(?:[\\s,]+[\\p{L}\\p{N}-]+){0,3}?[\\s,]+';

/** Each asks for proof; none merely praises a result that shows ("с понятным результатом", "visible results"). Run over folded text of one line. */
const demands: readonly RegExp[] = [
  new RegExp(`(?<!\\p{L})(?:подтвержда(?:ется|еться|ются|ем|ющ)[а-я]*|подтвержден[а-я]*|подкрепля(?:ется|ются|ем)[а-я]*|подкреплен[а-я]*|доказан(?:н[а-я]+)?|доказыва(?:ется|ются|ем[а-я]+)|продемонстрирован[а-я]*|показан(?:о|а|ы|н[а-я]+)?)${between}${proofNouns}(?!\\p{L})`, 'u'),
  new RegExp(`(?<!\\p{L})${proofNouns}[\\s,]+(?:подтвержда|подтвержден|доказан)[а-я]*`, 'u'),
  /(?<!\p{L})подтвержденн[а-я]+\s(?:опыт|знани|умени|навык|желани|результат|дел|практ)/u,
  /(?<!\p{L})(?:подтвердить|доказать|подкрепить|подтверждать)\s(?:это\s)?(?:делом|делами|на\sделе|примерами|на\sпримерах|на\sпримере|на\sпрактике)/u,
  /(?<!\p{L})(?:доказано|доказана|доказаны|документально\sподтвержден[а-я]*|(?:требует|требует?ся|требуются|нужн[оы]|необходим[оы]|обязательн[оы])\s(?:доказательств|подтвержден)[а-я]*)(?!\p{L})/u,
  /(?<!\p{L})(?:с\sдоказательствами|при\sналичии\s(?:подтвержден|доказательств)[а-я]*)(?!\p{L})/u,
  new RegExp(`(?<!\\p{L})(?:proven|proved|evidenced|backed(?:\\sup)?|supported|confirmed|demonstrated|substantiated|verified|shown|attested)\\s(?:by|with|through|in|on|via)\\s(?:[\\p{L}-]+[\\s,]+){0,3}?${proofWords}(?!\\p{L})`, 'u'),
  /(?<!\p{L})(?:with|provides?|requires?|needs?|demands?)\s(?:\p{L}+\s){0,1}?(?:evidence|proof)(?!\p{L})/u,
  /(?<!\p{L})(?:evidence|proof)\s(?:is\s|are\s)?(?:required|needed|demanded|expected|mandatory)(?!\p{L})/u,
  /(?<!\p{L})(?:evidenced\sby|must\sbe\s(?:proven|evidenced|demonstrated))(?!\p{L})/u,
];

const denials = /(?<!\p{L})(?:не\s(?:подтвержд|доказ|требует\s(?:доказ|подтвер))[а-я]*|без\s(?:подтвержден|доказательств)[а-я]*|without\s(?:\p{L}+\s)?(?:evidence|proof)|no\s(?:evidence|proof))/u;

/** Whether an expectation's own words ask for proof. */
export function demandsEvidence(statement: string): boolean {
  const words = fold(statement);
  return !denials.test(words) && demands.some((demand) => demand.test(words));
}
