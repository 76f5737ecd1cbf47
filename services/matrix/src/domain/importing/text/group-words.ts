// The words that head the lists of a group, per language: what the two groups are called, and what they are groups of.
import { anyOf, wordStart } from './pattern.js';

export const groups = ['soft', 'hard'] as const;
export type Group = (typeof groups)[number];

export function isKnownGroup(group: string): group is Group {
  return groups.some((one) => one === group);
}

const nouns = anyOf(
  'skills?',
  'competenc(?:ies|es|y)',
  'qualities',
  'knowledge',
  'abilities',
  'навыки',
  'компетенции',
  'умения',
  'знания',
  'качества',
  'скил+[ыс]?',
);
const more = anyOf('requirements', 'expectations', 'part', 'требования', 'часть', 'блок', 'индикаторы');
const dash = '[ \\t-]{0,3}';
const gap = '[ \\t]{1,3}';

/** The nouns alone ("Софты"), what is put before a noun, and what is so only before a colon ("Technical:", "Communication skills:"). */
const vocabulary: Readonly<Record<Group, { readonly alone: string; readonly before: string; readonly weakly: string }>> = {
  soft: {
    alone: anyOf('softs?', 'софты?', '(?:habilidades|competencias)\\s(?:blandas|sociales|interpersonales)', 'sozialkompetenz(?:en)?', '(?:soziale|persönliche)\\s(?:kompetenz(?:en)?|fähigkeiten)', 'comp[ée]tences\\s(?:douces|comportementales|relationnelles)', 'savoir-être'),
    before: anyOf(
      'гибкие',
      'мягкие',
      'личные',
      'личностные',
      'поведенческие',
      'надпрофессиональные',
      'социальные',
      'универсальные',
      'софтовые',
      'people',
      'interpersonal',
      'behaviou?ral',
      'personal',
      'social',
      'non-technical',
    ),
    weakly: anyOf(`(?:коммуникативные|communication)${gap}${nouns}`, 'behaviou?rs?', 'личные', 'поведение', 'behaviou?ral', 'гибкие'),
  },
  hard: {
    alone: anyOf('hards?', 'харды?', '(?:habilidades|competencias)\\s(?:t[ée]cnicas|duras|profesionales)', 'fachkompetenz(?:en)?', '(?:fachliche|technische)\\s(?:kompetenz(?:en)?|fähigkeiten)', 'comp[ée]tences\\s(?:techniques|professionnelles)', 'savoir-faire'),
    before: anyOf(
      'ж[её]сткие',
      'тв[её]рдые',
      'технические',
      'профессиональные',
      'инженерные',
      'специальные',
      'предметные',
      'хардовые',
      'technical',
      'tech',
      'professional',
      'engineering',
      'functional',
    ),
    weakly: anyOf('технические', 'профессиональные', 'technical', 'professional', 'ж[её]сткие'),
  },
};
const short: Readonly<Record<Group, string>> = { soft: 'soft|софт', hard: 'hard|хард' };
const inDative: Readonly<Record<Group, string>> = { soft: '(?:софтам|soft[ -]?skills)', hard: '(?:хардам|hard[ -]?skills)' };

function wordsOf(group: Group): string {
  const { alone, before } = vocabulary[group];
  const strong = anyOf(
    `(?:${short[group]})${dash}(?:${nouns})(?:${gap}${more})?`,
    `${before}${gap}(?:\\((?:${short[group]})\\)${gap})?(?:${nouns}|${more})`,
    `(?:${nouns}|${more})[ \\t]?\\((?:${short[group]})\\)`,
    `(?:требования|requirements)${gap}(?:к|for)${gap}${inDative[group]}`,
    `(?:${short[group]})${gap}${more}`,
    alone,
  );
  // "Софты / Soft skills", "Харды (hard skills)", "Hard skills and tools"
  return `${strong}(?:[ \\t]?[/|(–—][ \\t]?${strong}\\)?|${gap}(?:and|&|и)${gap}(?!hard|soft|хард|софт)\\p{L}{3,20})?`;
}

/** A piece of a regular expression: the words of a group, captured as `soft` or as `hard`. */
export const groupWords = `(?:(?<soft>${wordsOf('soft')})|(?<hard>${wordsOf('hard')}))`;
/** The same with those that head a list only before a colon at the start of their line or sentence. */
export const anyGroupWords = `(?:(?<soft>${wordsOf('soft')}|${vocabulary.soft.weakly})|(?<hard>${wordsOf('hard')}|${vocabulary.hard.weakly}))`;

const stems: Readonly<Record<Group, string>> = {
  soft: 'soft|софт|гибк|мягк|личн|поведенч|надпрофессиональн|социальн|универсальн|коммуникативн|people\\sskill|interpersonal|behaviou?r|communication',
  hard: 'hard|хард|технич|ж[её]стк|тв[её]рд|профессиональн|инженерн|предметн|techn|professional|engineering\\s',
};
/** A piece of a regular expression for folded text: how the words of a group begin, in any case of Russian. */
export const groupStem = anyOf(stems.soft, stems.hard);

/** The groups that a sentence speaks of. Takes folded text. */
export function groupsMentioned(folded: string): Group[] {
  return groups.filter((group) => mentions[group].test(folded));
}

const mentions: Readonly<Record<Group, RegExp>> = {
  soft: new RegExp(`${wordStart}(?:${stems.soft})`, 'u'),
  hard: new RegExp(`${wordStart}(?:${stems.hard})`, 'u'),
};

const strong = new RegExp(`^${groupWords}$`, 'iu');

export function needColon(words: string): boolean {
  return !strong.test(words);
}

const named = new RegExp(`^${anyGroupWords}$`, 'iu');

/** The group that a name is one of: of a column, a sheet, a heading. */
export function groupNamed(words: string): Group | undefined {
  const found = named.exec(words.trim().slice(0, 100).replace(/[\s:.]+$/u, ''))?.groups;
  return groups.find((group) => found?.[group] !== undefined);
}
