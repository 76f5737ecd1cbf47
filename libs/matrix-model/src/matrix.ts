import { z } from 'zod';

/** A language by its BCP 47 tag. */
export const languageTag = z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/);

/** Text per language: `{ ru: 'Умение принимать ОС', en: 'Takes feedback well' }`. */
export const localizedText = z
  .record(languageTag, z.string().min(1).max(4_000))
  .refine((text) => Object.keys(text).length > 0, 'a text needs at least one language');
export type LocalizedText = z.infer<typeof localizedText>;

/** What a matrix calls its own things: stable over versions, readable, safe in a URL. */
export const code = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/).max(80);

export const level = z.object({
  code,
  /** As people say them; the first one is the level's name. */
  names: z.array(z.string().min(1).max(200)).min(1),
  /** Group → the level whose expectations of that group hold here too, by reference. */
  sameAs: z.record(code, code),
});
export type Level = z.infer<typeof level>;

/** A quantity with labelled bounds, as the text gives them. Shown and flagged; it never moves a grade. */
export const measureBound = z.object({
  label: z.string().min(1),
  value: z.number(),
  /** The label per language, where it is known in more than the one that it is written in. */
  labels: localizedText.optional(),
});

/** What a person shows at a level: one cell of the grid, in force wherever it is listed, carried or inherited. */
export const expectation = z.object({
  /** The levels whose text lists it, in order; the first one is where it is new, or raises an earlier cell. */
  listedAt: z.array(code).min(1),
  statement: localizedText,
  questions: z.array(localizedText),
  evidenceRequired: z.boolean(),
  mustHave: z.boolean(),
  /** Kept for organisations whose policy uses it; the default policy does not. */
  weight: z.number().positive(),
  /** What it looks like in somebody who shows it, and what is mistaken for it or shows the contrary. */
  examples: z.array(localizedText).optional(),
  antipatterns: z.array(localizedText).optional(),
  /** Of what is shown, where it can be counted. */
  measure: z.array(measureBound).optional(),
});
export type Expectation = z.infer<typeof expectation>;

export const competency = z.object({
  id: code,
  group: code,
  title: localizedText,
  /** In the order of the levels that they start at; at most one starts at a level. */
  cells: z.array(expectation).min(1),
  /** From this level on it is expected no more. */
  ended: z.object({ level: code, reason: localizedText }).optional(),
});
export type Competency = z.infer<typeof competency>;

export const term = z.object({
  word: z.string().min(1),
  /** The word per language, where it is known in more than the one that it is written in. */
  words: localizedText.optional(),
  definition: localizedText,
  measure: z.array(measureBound),
});
export type Term = z.infer<typeof term>;

/**
 * How the levels' lists are read. `complete`: each level repeats what it keeps, so what it does not list is not expected
 * there. `additive`: what a level does not list is carried from the one below.
 */
export const reading = z.enum(['complete', 'additive']);
export type Reading = z.infer<typeof reading>;

/** What a version of a matrix is, apart from its competencies. */
export const matrixFrame = z.object({
  name: z.string().min(1).max(200),
  reading,
  /** In the order in which they are shown. */
  groups: z.array(code).min(1),
  /** What groups are called, where it is known; soft and hard skills have names everywhere. */
  groupNames: z.record(code, localizedText).optional(),
  /** From the lowest to the highest. */
  levels: z.array(level).min(1),
  terms: z.array(term),
});
export type MatrixFrame = z.infer<typeof matrixFrame>;

export const matrixContent = matrixFrame.extend({ competencies: z.array(competency) });
export type MatrixContent = z.infer<typeof matrixContent>;
