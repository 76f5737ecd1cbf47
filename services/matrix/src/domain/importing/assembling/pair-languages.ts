// Translations of one ladder in two sheets or files become one, item by item.
import type { LocalizedText } from '@rung/matrix-model';

import type { PreviewQuestion } from '../drafting/draft.js';
import { joinTexts } from '../drafting/texts.js';
import { levelKey } from '../tables/level-names.js';
import { languageNamed, withoutLanguage } from '../tables/header-words.js';
import type { Part, Said } from './said.js';
import { toldByBoth } from './told-by-text.js';

/** The parts in the language of the first, with what the others say of the same in theirs. */
export function pairLanguages(parts: readonly Part[]): { parts: Part[]; questions: PreviewQuestion[] } {
  const primary = parts[0]?.language ?? 'en';
  const first = parts.filter(({ language }) => language === primary);
  const others = parts.filter(({ language }) => language !== primary);
  const paired = [...first];
  const questions: PreviewQuestion[] = [];
  const alone: Part[] = [];
  for (const other of others) {
    const ofLanguage = others.filter(({ language }) => language === other.language);
    const at = partnerOf(other, first, ofLanguage);
    const partner = paired[at];
    if (partner === undefined) {
      alone.push(other);
      continue;
    }
    const together = translated(partner, other);
    if (typeof together === 'string') questions.push({ kind: 'translations-unpaired', message: together });
    else paired[at] = together;
  }
  return { parts: [...paired, ...alone], questions };
}

/** By its name apart from the language, else by its place among as many. */
function partnerOf(part: Part, first: readonly Part[], ofLanguage: readonly Part[]): number {
  const byName = first.findIndex(({ name }) => nameWithoutLanguage(name) === nameWithoutLanguage(part.name));
  if (byName >= 0) return byName;
  return first.length === ofLanguage.length ? ofLanguage.indexOf(part) : -1;
}

/** "ladder.ru.md", "ru/ladder.md" and "Ladder (EN)" without what says the language. */
function nameWithoutLanguage(name: string): string {
  return name
    .split(/[/\\]/u)
    .filter((step) => languageNamed(step) === undefined)
    .map((step) => withoutLanguage(step.replace(/\.\p{L}{2,8}$/u, '')).words)
    .join('/')
    .toLowerCase();
}

function translated(part: Part, other: Part): Part | string {
  const name = `"${other.name}" (${other.language})`;
  if (part.levels.length !== other.levels.length)
    return `${name} has ${other.levels.length} levels and "${part.name}" has ${part.levels.length}: it is not taken as its translation, and left out. Give both the same levels, in one order.`;
  const levels = new Map(other.levels.map((level, at) => [levelKey(level), part.levels[at] ?? '']));
  const levelOf = (level: string): string => levels.get(levelKey(level)) ?? '';
  const byLevel = (said: readonly Said[], level: string): Said[] => said.filter((one) => levelKey(one.level) === levelKey(level));
  const differing = other.levels.find((level) => byLevel(other.said, level).length !== byLevel(part.said, levelOf(level)).length);
  if (differing !== undefined)
    return `${name} says ${byLevel(other.said, differing).length} things at "${differing}" where "${part.name}" says ${byLevel(part.said, levelOf(differing)).length}: it is not taken as its translation, and left out. Give both as many statements at each level, in one order.`;
  const next = new Map(other.levels.map((level) => [levelKey(levelOf(level)), byLevel(other.said, level)]));
  return { ...part, said: part.said.map((one) => withTranslation(one, next.get(levelKey(one.level))?.shift())), text: toldByBoth(part.text, other.text, levelOf) };
}

function withTranslation(said: Said, other: Said | undefined): Said {
  if (other === undefined) return said;
  return {
    ...said,
    competency: said.competency === undefined ? undefined : joinTexts(said.competency, other.competency ?? {}),
    statement: joinTexts(said.statement, other.statement),
    questions: inPairs(said.questions, other.questions),
    beside: said.beside === undefined ? undefined : { ...said.beside, examples: inPairs(said.beside.examples, other.beside?.examples), antipatterns: inPairs(said.beside.antipatterns, other.beside?.antipatterns) },
  };
}

function inPairs(texts: readonly LocalizedText[] = [], others: readonly LocalizedText[] = []): LocalizedText[] {
  return texts.map((text, at) => joinTexts(text, others[at] ?? {}));
}
