import { ownValue, slugOf, type LocalizedText, type Term } from '@rung/matrix-model';

import type { Anomaly, Draft, DraftItem, PreviewQuestion } from '../drafting/draft.js';
import { groupsMissing, questionsAboutGaps } from '../drafting/questions-about.js';
import { nameKeyOf } from '../drafting/named.js';
import { inLanguage, mapText } from '../drafting/texts.js';
import { mustBeShort, readWording } from '../meaning/statement.js';
import { importLimits, unreadable } from '../refusal.js';
import { levelKey } from '../tables/level-names.js';
import { groupNamed, groups, isKnownGroup } from '../text/group-words.js';
import { identifiers } from '../text/identifiers.js';
import { namesIn, rankOf } from '../text/seniority.js';
import { oneLine, saysSomething } from '../text/source.js';
import { cellReferenceIn, levelCalled } from './cell-reference.js';
import { pairLanguages } from './pair-languages.js';
import { withoutMarkers } from './additive-markers.js';
import { agreedReferences } from './group-references.js';
import type { Part, Said } from './said.js';
import { sameAsOf, termsOf, type PlacedSameList } from './told-by-text.js';

const longestName = 200;

/** What a file tells apart from its parts. */
export interface ToldBesideParts {
  readonly levels?: readonly string[];
  readonly terms?: readonly Term[];
  /** It says that each level has all of those below it. */
  readonly isAdditive?: boolean | undefined;
  /** Beside items that may repeat what holds by them. */
  readonly sameLists?: readonly PlacedSameList[];
}

/** What a whole file says: its parts together, translations paired. @throws DomainError import-unreadable beyond the limits */
export function draftOfParts(all: readonly Part[], beside: ToldBesideParts = {}): Draft {
  const { parts, questions } = pairLanguages(all);
  const language = parts[0]?.language ?? 'en';
  const levels = levelsOf(parts, beside.levels ?? []);
  const levelAt = new Map(levels.map((level, at) => [levelKey(level), at]));
  const { said, isAdditive } = withoutMarkers(parts.flatMap((part) => part.said), (one) => levelAt.get(levelKey(one.level)) ?? 0);
  mustBeFew(levels, said);
  const told = parts.flatMap(({ text }) => text ?? []);
  const sameLists = [...told.flatMap((text) => text.sameLists), ...(beside.sameLists ?? [])];
  const groupCodes = new Groups([...said, ...sameLists].map(({ group }) => group), said);
  const codes = levelCodesOf(parts);
  const terms = termsOf([...(beside.terms ?? []), ...told.flatMap((one) => one.terms)]);
  if (terms.length > importLimits.freeSentences) throw unreadable(said[0]?.place ?? { line: 1, column: 1 }, 'too-many-terms', { most: importLimits.freeSentences });
  // one list that repeats what it keeps makes the others mean the same
  const areAllAdditive = parts.length > 0 && told.length === parts.length && told.every(({ reading }) => reading === 'additive');
  const anomalies: Anomaly[] = all.flatMap((part) => part.anomalies);
  const stated = withKnownIds(said.flatMap((one) => itemsOf(one, { levels, at: levelAt.get(levelKey(one.level)) ?? 0 }, groupCodes.codeOf(one.group), language, anomalies)), language);
  const sameAs = sameAsOf(sameLists, levels, (group) => groupCodes.codeOf(group));
  const listed = {
    levels: levels.map((level) => ({ names: namesIn(level).map((name) => name.slice(0, longestName)), code: codes.get(levelKey(level)) })),
    ...(beside.sameLists === undefined ? { items: stated, sameAs } : agreedReferences(stated, sameAs, language)),
  };
  for (const { level, group, words, place } of beside.sameLists ?? []) {
    if (ownValue(listed.sameAs[levelAt.get(levelKey(level)) ?? 0], groupCodes.codeOf(group)) === undefined)
      anomalies.push({ kind: 'unassigned-text', ...place, words: words.slice(0, 400), message: `"${words.slice(0, 120)}" is not what the items of the group say at that level; they stand, and the reference does not` });
  }
  return {
    ...listed,
    language,
    groups: groupCodes.inOrder,
    ...groupCodes.names(language),
    terms,
    reading: beside.isAdditive === true || isAdditive || areAllAdditive ? 'additive' : 'complete',
    anomalies,
    questions: [...questions, ...(told.length > 0 ? questionsAboutGaps(listed) : []), ...(said.length > 0 && !groupCodes.areSaid ? [groupsMissing] : []), ...untranslated(listed.items)],
  };
}

/** As they come; those of several parts by their seniority where every level tells it, and no part has its own otherwise. */
function levelsOf(parts: readonly Part[], first: readonly string[]): string[] {
  const byKey = new Map<string, string>();
  for (const level of [...first, ...parts.flatMap(({ levels }) => levels)]) if (!byKey.has(levelKey(level))) byKey.set(levelKey(level), level);
  const names = [...byKey.values()];
  const ranks = new Map(names.map((name) => [name, rankOf(name)]));
  const agree = first.length === 0 && parts.length > 1 && parts.every(({ levels }) => levels.every((level, at) => at === 0 || (rankOf(levels[at - 1] ?? '') ?? 0) < (rankOf(level) ?? 0)));
  if (!agree || [...ranks.values()].includes(undefined) || new Set(ranks.values()).size < names.length) return names;
  return names.toSorted((one, other) => (ranks.get(one) ?? 0) - (ranks.get(other) ?? 0));
}

/** Those that are codes, and each of one level alone. */
function levelCodesOf(parts: readonly Part[]): ReadonlyMap<string, string> {
  const codes = new Map<string, string>();
  for (const { levelCodes = new Map<string, string>() } of parts)
    for (const [level, code] of levelCodes) if (slugOf(code) === code && /\p{L}/u.test(code) && ![...codes.values()].includes(code) && !codes.has(levelKey(level))) codes.set(levelKey(level), code);
  return codes;
}

function mustBeFew(levels: readonly string[], said: readonly Said[]): void {
  const [first] = said;
  if (first === undefined) return;
  if (levels.length > importLimits.levels) throw unreadable(first.place, 'too-many-levels-mapped', { levels: levels.length, most: importLimits.levels });
  const beyond = said[importLimits.items];
  if (beyond !== undefined) throw unreadable(beyond.place, 'too-many-statements-here', { most: importLimits.items });
}

/** The codes of groups as a file names them. */
class Groups {
  readonly inOrder: string[];
  readonly areSaid: boolean;
  readonly #codes = new Map<string, string>();
  readonly #names = new Map<string, LocalizedText>();

  /** @param named those of everything that is said */
  constructor(named: readonly (string | undefined)[], said: readonly Said[]) {
    const own = identifiers('group');
    for (const group of named) {
      if (group === undefined || this.#codes.has(group)) continue;
      this.#codes.set(group, groupNamed(group) ?? own(group));
    }
    for (const { group, groupName } of said) if (groupName !== undefined) this.#names.set(this.codeOf(group), mapText(groupName, (name) => name.slice(0, longestName)));
    this.areSaid = this.#codes.size > 0;
    const used = new Set(named.map((group) => this.codeOf(group)));
    this.inOrder = [...groups.filter((group) => used.delete(group)), ...used];
  }

  /** What the file calls those that have no names everywhere. */
  names(language: string): Pick<Draft, 'groupNames'> {
    const own = [...this.#codes].filter(([name, code]) => !isKnownGroup(code) && oneLine(name) !== code && saysSomething(name));
    const names = new Map([...own.map(([name, code]): [string, LocalizedText] => [code, { [language]: oneLine(name).slice(0, longestName) }]), ...this.#names]);
    return names.size === 0 ? {} : { groupNames: Object.fromEntries(names) };
  }

  codeOf(group: string | undefined): string {
    return (group === undefined ? undefined : this.#codes.get(group)) ?? 'hard';
  }
}

interface Among {
  /** As the file calls them. */
  readonly levels: readonly string[];
  readonly at: number;
}

function itemsOf(said: Said, { levels, at: level }: Among, group: string, language: string, anomalies: Anomaly[]): DraftItem[] {
  const { place } = said;
  const read = Object.entries(said.statement).flatMap(([tag, text]) => {
    if (text.length > importLimits.itemLength) throw unreadable(place, 'statement-beyond', { most: importLimits.itemLength });
    const wording = readWording(text, { start: 0, end: text.length });
    mustBeShort(wording, place);
    return saysSomething(wording.statement) ? [{ tag, wording }] : [];
  });
  const primary = read.find(({ tag }) => tag === language) ?? read[0];
  if (primary === undefined) return [];
  if (primary.wording.statement.startsWith('=')) anomalies.push({ kind: 'formula', ...place, words: primary.wording.statement.slice(0, 400), message: `"${primary.wording.statement.slice(0, 80)}" begins as a formula does; it is taken as text` });
  const competency = said.competency === undefined ? undefined : mapText(said.competency, (name) => oneLine(name).slice(0, longestName));
  const isNamed = competency !== undefined && saysSomething(inLanguage(competency, language));
  return [
    {
      level,
      group,
      competency: isNamed ? competency : undefined,
      id: said.id === undefined ? undefined : slugOf(said.id) || undefined,
      statement: Object.fromEntries(read.map(({ tag, wording }) => [tag, wording.statement])),
      questions: [...questionsIn(read, primary.wording.questions.length), ...said.questions.map((question) => mapText(question, oneLine))],
      evidenceRequired: said.evidence ?? read.some(({ wording }) => wording.evidenceRequired),
      mustHave: said.mustHave ?? false,
      beside: said.beside,
      sameAs: sameAsIn(said, primary.wording.statement, { levels, at: level }, isNamed, anomalies),
      place,
    },
  ];
}

/** A row that somebody added without the id of a competency that others of its name have one of. */
function withKnownIds(items: readonly DraftItem[], language: string): DraftItem[] {
  const keyOf = (item: DraftItem): string | undefined => nameKeyOf({ ...item, id: undefined }, language);
  const ids = new Map(items.flatMap((item) => (item.id === undefined ? [] : [[keyOf(item), item.id] as const])));
  return items.map((item) => (ids.size === 0 || item.id !== undefined || item.competency === undefined ? item : { ...item, id: ids.get(keyOf(item)) }));
}

/** @param isNamed only a competency can be at one level what it is at another; what has no name is what it states */
function sameAsIn({ sameAs: beside, place }: Said, words: string, { levels, at }: Among, isNamed: boolean, anomalies: Anomaly[]): DraftItem['sameAs'] {
  const told = beside === undefined ? cellReferenceIn(words, levels, at) : { to: levelCalled(beside.level, levels) };
  if (told === undefined) return undefined;
  if (told.to !== undefined && isNamed) return { level: told.to, alone: beside?.alone ?? true };
  anomalies.push({ kind: 'unassigned-text', ...place, words: words.slice(0, 400), message: `"${words.slice(0, 120)}" ${isNamed ? 'names no level of this file' : 'stands in a row that names no competency'}; it is read as a statement` });
  return undefined;
}

/** The n-th question of each language is the same one, where all ask as many. */
function questionsIn(read: readonly { readonly tag: string; readonly wording: { readonly questions: readonly string[] } }[], count: number): LocalizedText[] {
  const asking = read.filter(({ wording }) => wording.questions.length === count);
  return Array.from({ length: count }, (_, at) => Object.fromEntries(asking.map(({ tag, wording }) => [tag, wording.questions[at] ?? ''])));
}

function untranslated(items: readonly DraftItem[]): PreviewQuestion[] {
  const languages = new Set(items.flatMap(({ statement }) => Object.keys(statement)));
  if (languages.size < 2) return [];
  return [...languages].flatMap((language): PreviewQuestion[] => {
    const missing = items.filter(({ statement }) => !Object.hasOwn(statement, language));
    const [first] = missing;
    if (first === undefined) return [];
    const { part, cell, line } = first.place;
    const where = [part, cell ?? `line ${line}`].filter((one) => one !== undefined).join(', ');
    return [{ kind: 'translations-missing', message: `${missing.length} of ${items.length} statements have no text in "${language}"; the first is at ${where}. They show in another language until they have.` }];
  });
}
