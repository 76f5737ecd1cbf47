// What the words of a header say about its column, in Russian and English.
import { fold } from '../text/characters.js';

export type Known = 'id' | 'competency' | 'group' | 'group-name' | 'level' | 'level-code' | 'statement' | 'question' | 'example' | 'antipattern' | 'measure' | 'weight' | 'evidence' | 'must-have' | 'same-as' | 'ignore';

/** Lists beside a statement, in one language. */
const besides = ['question', 'example', 'antipattern'] as const satisfies readonly Known[];
export type Beside = (typeof besides)[number];

/** In the order in which they are tried: the first that fits. */
const vocabulary: readonly (readonly [Known, RegExp])[] = [
  ['must-have', /^(?:must[ -]?have|mandatory|required|essential|обязательн\p{L}*|must)\??$/u],
  ['same-as', /^(?:(?:the )?same as|то же,? что|как на уровне)$/u],
  ['evidence', /^(?:(?:needs |requires? )?(?:evidence|proof)(?: (?:is )?(?:required|needed))?|(?:требует(?:ся)? )?(?:доказательств\p{L}*|подтверждени\p{L}*))\??$/u],
  ['question', /^(?:(?:guiding |guidance |interview )?questions?|guidance|(?:наводящи\p{L}* )?вопрос\p{L}*)$/u],
  ['antipattern', /^(?:anti[ -]?(?:patterns?|examples?)|counter[ -]?examples?|red flags?|what it is not|анти-?(?:паттерн|пример)\p{L}*|красн\p{L}* флаг\p{L}*)$/u],
  ['example', /^(?:signals?|(?:positive |some |sample )?examples?(?: (?:of )?(?:behaviou?rs?|tasks?|work|projects?))?|for example|(?:положительн\p{L}* )?пример\p{L}*(?: (?:поведения|задач|работ\p{L}*|проектов))?|например)$/u],
  ['measure', /^(?:measures?|metrics?|мер[аы]|метрик\p{L}*)$/u],
  ['weight', /^(?:weight|вес)$/u],
  ['level', /^(?:(?:seniority |skill |proficiency |job |career )?(?:levels?|grades?|bands?|seniority|tiers?|stages?|milestones?|ranks?)(?: name)?|уров\p{L}*|грейд\p{L}*|ступен\p{L}*|должност\p{L}*|позици\p{L}*|niveaus?|niveaux|stufen?|nivel(?:es)?)$/u],
  ['statement', /^(?:(?:expected |observable )?(?:statements?|summary|descriptions?|descriptors?|expectations?|behaviou?rs?|criteri(?:a|on)|indicators?|requirements?|responsibilit(?:y|ies)|duties|definition|text|what (?:it|good) (?:looks like|means))|описани\p{L}*|ожидани\p{L}*|индикатор\p{L}*|(?:поведенческ\p{L}* )?(?:проявлени\p{L}*|признак\p{L}*)|требовани\p{L}*|критери\p{L}*|формулировк\p{L}*|обязанност\p{L}*|что ожидается|beschreibung|erwartung(?:en)?|descripci[oó]n(?:es)?|descriptions?|attentes?)$/u],
  ['group', /^(?:(?:skill |competency )?(?:groups?|categor(?:y|ies)|pillars?|themes?|types?|kind|clusters?|domains?|sections?|tracks?)|групп\p{L}*|категори\p{L}*|блок\p{L}*|раздел\p{L}*|тип\p{L}*|направлени\p{L}*|вид|kategorien?|bereiche?|categor[ií]as?|cat[eé]gories?)(?: (?:of )?(?:skills?|competenc(?:y|ies)|навык\p{L}*|компетенци\p{L}*))?$/u],
  ['competency', /^(?:(?:core )?(?:competenc(?:y|ies|es|e)|skills?|areas?|dimensions?|attributes?|topics?|capabilit(?:y|ies)|names?|titles?|practices?|subjects?|elements?)(?: (?:name|title|area))?|компетенци\p{L}*|навык\p{L}*|умени\p{L}*|тем[аы]|област\p{L}*|названи\p{L}*|наименовани\p{L}*|знани\p{L}*|kompetenz(?:en|feld)?|fähigkeit(?:en)?|competencias?|habilidad(?:es)?|comp[eé]tences?)$/u],
  ['level-code', /^level code$/u],
  ['group-name', /^group name$/u],
  ['id', /^(?:(?:competency |skill )?ids?|идентификатор\p{L}*)$/u],
  ['ignore', /^(?:#|№|no\.?|n|№ ?п\/?п|п\/п|code|код|номер|notes?|comments?|примечани\p{L}*|комментари\p{L}*|url|links?|ссылк\p{L}*)$/u],
];

/** What a header's words name; undefined for words that name nothing known. */
export function knownHeader(words: string): Known | undefined {
  const plain = plainWords(words);
  return vocabulary.find(([, pattern]) => pattern.test(plain))?.[0];
}

/** "Signals": some ladders have examples below it, others what they expect. */
export function namesSignals(words: string): boolean {
  return /^signals?$/u.test(plainWords(words));
}

function plainWords(words: string): string {
  return fold(words.slice(0, 100)).replace(/[\s_]+/gu, ' ').replace(/[\s:*]+$/gu, '').trim();
}

export function isBeside(known: Known | undefined): known is Beside {
  return besides.some((one) => one === known);
}

/** Told of a competency at one level: what is expected there, or a list beside it. */
export function isOfLevel(known: Known | undefined): known is 'statement' | Beside {
  return known === 'statement' || isBeside(known);
}

const languages: Readonly<Record<string, string>> = {
  ru: 'ru rus russian русский рус рус. русском по-русски',
  en: 'en eng english английский англ англ. английском по-английски',
  de: 'de german deutsch немецкий',
  fr: 'fr french français французский',
  es: 'es spanish español испанский',
  it: 'it italian italiano итальянский',
  pt: 'pt portuguese português португальский',
  pl: 'pl polish polski польский',
  uk: 'uk ukrainian українська украинский',
  kk: 'kk kazakh қазақша казахский',
  tr: 'tr turkish türkçe турецкий',
};
const byWord = new Map(Object.entries(languages).flatMap(([tag, words]) => words.split(' ').map((word): [string, string] => [word, tag])));

/** The language that words are the name of. */
export function languageNamed(words: string): string | undefined {
  return byWord.get(words.trim().toLowerCase());
}

/** "Description (en)", "title_ru", "Senior EN", "Навык на русском": the language, and the words without it. */
export function withoutLanguage(header: string): { readonly words: string; readonly language?: string } {
  const whole = languageNamed(header);
  if (whole !== undefined) return { words: '', language: whole };
  const parts = /^(?<words>.{1,200}?)(?:\s*[([]\s*(?<bracket>\p{L}{2,12})\s*[)\]]|(?:[_.:/|]|\s[–—-]\s|\s(?:in|на)\s)\s?(?<tag>[\p{L}-]{2,12})|\s(?<code>[A-Z]{2}))$/u.exec(header.trim());
  const { words = '', bracket, tag, code } = parts?.groups ?? {};
  const language = languageNamed(bracket ?? tag ?? code ?? '');
  return language === undefined ? { words: header } : { words, language };
}
