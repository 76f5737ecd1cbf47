import type { LocalizedText, MatrixContent } from '@rung/matrix-model';

import type { VersionStatus } from '../versions/version.js';

/** What is exported: a version of a matrix, and in which languages. */
export interface Subject {
  readonly matrix: string;
  readonly version: number;
  readonly status: VersionStatus;
  /** When the version last changed, as an ISO time. */
  readonly changedAt: string;
  readonly content: MatrixContent;
  /** At least one; where a text lacks the language, it is told in another, visibly. */
  readonly languages: readonly string[];
}

/** A text in the language that was asked for, or in one that it has. */
export interface Spoken {
  readonly language: string;
  readonly text: string;
  /** It was asked for in this language, which it lacks. */
  readonly insteadOf?: string;
}

/** What a text says in a language. Without it, in the first one that it has. */
export function spoken(text: LocalizedText, language: string): Spoken {
  const said = text[language];
  if (said !== undefined) return { language, text: said };
  const [other = language, words = ''] = Object.entries(text).sort(([a], [b]) => (a < b ? -1 : 1))[0] ?? [];
  return { language: other, text: words, insteadOf: language };
}

/** The same in each of several languages; a text that stands in for two of them is told once. */
export function spokenIn(text: LocalizedText, languages: readonly string[]): Spoken[] {
  const all = languages.map((language) => spoken(text, language));
  return all.filter((one, at) => all.findIndex((other) => other.language === one.language) === at);
}

/** Every language that a text of the matrix is in, in the order of their tags; "en" for a matrix without texts. */
export function languagesOf({ competencies, terms, groupNames }: MatrixContent): string[] {
  const texts = [
    ...Object.values(groupNames ?? {}),
    ...competencies.flatMap(({ title, cells, ended }) => [title, ...cells.flatMap(({ statement, questions, examples, antipatterns }) => [statement, ...questions, ...(examples ?? []), ...(antipatterns ?? [])]), ended?.reason ?? {}]),
    ...terms.flatMap(({ words, definition, measure }) => [words ?? {}, definition, ...measure.map(({ labels }) => labels ?? {})]),
  ];
  const found = [...new Set(texts.flatMap((text) => Object.keys(text)))].sort();
  return found.length === 0 ? ['en'] : found;
}

/** What a level is called: all its names. */
export function nameOfLevel(content: MatrixContent, code: string): string {
  return content.levels.find((level) => level.code === code)?.names.join(' / ') ?? code;
}
