// What the names of packed files say: a level, a group, a language, or the competency that the file is about.
import { levelIn } from '../tables/level-names.js';
import { languageNamed, withoutLanguage } from '../tables/header-words.js';
import type { TableHints } from '../tables/table.js';
import { groupNamed } from '../text/group-words.js';

export interface FileNames {
  readonly hintsOf: (name: string) => TableHints;
  /** Several files that no name gives a level: each is about a competency. */
  readonly areOfCompetencies: boolean;
  readonly wordsOf: (name: string) => string;
}

const introduction = /^(?:readme|index|about|intro(?:duction)?|contributing|license|changelog|о матрице|описание)$/iu;
/** Of a whole ladder, not of a part of it. */
const whole = /^(?:ladder|matrix|framework|levels|competencies|матрица|грейды)$/iu;

/** Whether a file tells of the others. */
export function isIntroduction(name: string): boolean {
  return introduction.test(stemWords(fileIn(name)));
}

export function called(names: readonly string[]): FileNames {
  const about = names.filter((name) => !isIntroduction(name) && !whole.test(stemWords(fileIn(name))));
  const root = commonRoot(about.length === 0 ? names : about);
  const stepsOf = (name: string): string[] => (name.startsWith(root) ? name.slice(root.length) : name).split('/');
  const wordsOf = (name: string): string => stemWords(fileIn(name));
  const translated = translatedAmong(names);
  const hintsOf = (name: string): TableHints => {
    const folders = stepsOf(name).slice(0, -1).map(asWords);
    const stem = wordsOf(name);
    const language = (translated(name) ? tagOf(fileIn(name)) : undefined) ?? folders.map(languageNamed).find((one) => one !== undefined);
    const level = [...folders, stem].map(levelIn).findLast((one) => one !== undefined);
    const group = folders.findLast((words) => levelIn(words) === undefined && languageNamed(words) === undefined && !whole.test(words)) ?? (groupNamed(stem) === undefined ? undefined : stem);
    return { ...(language === undefined ? {} : { language }), ...(level === undefined ? {} : { level }), ...(group === undefined ? {} : { group }) };
  };
  const isOfLevels = about.some((name) => hintsOf(name).level !== undefined);
  const stems = new Set(about.map((name) => wordsOf(name).toLowerCase()).filter((stem) => groupNamed(stem) === undefined));
  return { hintsOf, wordsOf, areOfCompetencies: !isOfLevels && stems.size > 1 };
}

/** The folders that all of them are in. */
function commonRoot(names: readonly string[]): string {
  const [first = ''] = names;
  let root = first.slice(0, first.lastIndexOf('/') + 1);
  while (root !== '' && !names.every((name) => name.startsWith(root))) root = root.slice(0, root.lastIndexOf('/', root.length - 2) + 1);
  // A language or a level stays what it says.
  const last = asWords(root.slice(0, -1).split('/').at(-1) ?? '');
  return languageNamed(last) !== undefined || levelIn(last) !== undefined ? root.slice(0, root.lastIndexOf('/', root.length - 2) + 1) : root;
}

/** "support-it.md" is about IT, unless "support.md" or "support-en.md" stands beside it. */
function translatedAmong(names: readonly string[]): (name: string) => boolean {
  const files = new Map<string, number>();
  const keyOf = (name: string): string => `${name.slice(0, name.length - fileIn(name).length)}${stemWords(fileIn(name)).toLowerCase()}`;
  for (const name of names) files.set(keyOf(name), (files.get(keyOf(name)) ?? 0) + 1);
  return (name) => /\.[a-z]{2}(?:-[A-Za-z]{2})?\.\w{1,10}$/u.test(name) || (files.get(keyOf(name)) ?? 0) > 1;
}

function fileIn(name: string): string {
  return name.slice(name.lastIndexOf('/') + 1);
}

function stemOf(file: string): string {
  return file.replace(/\.\w{1,10}$/u, '');
}

/** The language that a file's name ends with: "ladder.en.md", "ladder_ru.md", "ladder-de.md". */
function tagOf(file: string): string | undefined {
  const stem = stemOf(file);
  return withoutLanguage(stem).language ?? languageNamed(/-(?<tag>[a-z]{2})$/u.exec(stem)?.groups?.['tag'] ?? '');
}

/** "02-senior-engineer.en.md": "Senior engineer". */
function stemWords(file: string): string {
  const stem = stemOf(file);
  const { words, language } = withoutLanguage(stem);
  if (language !== undefined) return asWords(words === '' ? stem : words);
  return asWords(tagOf(file) === undefined ? stem : stem.slice(0, -3));
}

function asWords(step: string): string {
  const words = step.replace(/^\d{1,3}[-_. ]+(?=\p{L})/u, '').replace(/[-_]+/gu, ' ').trim();
  return words.slice(0, 1).toUpperCase() + words.slice(1);
}
