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
  names: z.array(z.string().min(1).max(200)).min(1).describe("As people say them; the first one is the level's name"),
  sameAs: z.record(code, code).describe('By group, the level whose expectations of that group hold here too, by reference'),
});
export type Level = z.infer<typeof level>;

/** A quantity with labelled bounds, as the text gives them. Shown and flagged; it never moves a grade. */
export const measureBound = z.object({
  label: z.string().min(1).describe('What the bound means, such as "optimal", in the language of the text'),
  value: z.number().describe('Where the bound lies, in the unit that the text counts in'),
  labels: localizedText.optional().describe('The label per language, where it is known in more than the one that it is written in'),
});

/** What a person shows at a level: one cell of the grid, in force wherever it is listed, carried or inherited. */
export const expectation = z.object({
  listedAt: z.array(code).min(1).describe('The levels whose text lists it, in order; the first one is where it is new, or raises an earlier cell'),
  statement: localizedText.describe('What a person at these levels shows'),
  questions: z.array(localizedText).describe('Asked of the rater and of the person'),
  evidenceRequired: z.boolean().describe('Whether a rating of 2 or 3 needs evidence of the participant'),
  mustHave: z.boolean().describe('Whether missing it alone keeps a level closed'),
  weight: z.number().positive().describe('Kept for organisations whose policy uses it; the default policy does not'),
  examples: z.array(localizedText).optional().describe('What it looks like in somebody who shows it'),
  antipatterns: z.array(localizedText).optional().describe('What is mistaken for it, or shows the contrary'),
  measure: z.array(measureBound).optional().describe('Bounds of what is shown, where it can be counted; they are shown and never move a grade'),
});
export type Expectation = z.infer<typeof expectation>;

export const competency = z.object({
  id: code,
  group: code,
  title: localizedText.describe('The short name of the row'),
  cells: z.array(expectation).min(1).describe('In the order of the levels that they start at; at most one starts at a level'),
  ended: z.object({ level: code, reason: localizedText }).optional().describe('From this level on it is expected no more, and why'),
  sameAs: z.record(code, code).optional().describe('By level, the level whose expectation of this competency holds here too, by reference'),
});
export type Competency = z.infer<typeof competency>;

export const term = z.object({
  word: z.string().min(1).describe('As the matrix uses it, in the language of the text'),
  words: localizedText.optional().describe('The word per language, where it is known in more than the one that it is written in'),
  definition: localizedText.describe('What the matrix means by it'),
  measure: z.array(measureBound).describe('Bounds of it, where it can be counted; empty where not'),
});
export type Term = z.infer<typeof term>;

/**
 * How the levels' lists are read. `complete`: each level repeats what it keeps, so what it does not list is not expected
 * there. `additive`: what a level does not list is carried from the one below.
 */
export const reading = z.enum(['complete', 'additive']);
export type Reading = z.infer<typeof reading>;

export const groupNames = z.record(code, localizedText).describe('What groups are called, where it is known; soft and hard skills have names everywhere');

/** What a version of a matrix is, apart from its competencies. */
export const matrixFrame = z.object({
  name: z.string().min(1).max(200).describe('What people call the matrix'),
  reading: reading.describe('complete: what a level does not list is not expected there; additive: it is carried from the level below'),
  groups: z.array(code).min(1).describe('In the order in which they are shown'),
  groupNames: groupNames.optional(),
  levels: z.array(level).min(1).describe('From the lowest to the highest'),
  terms: z.array(term).describe('Words of the matrix, with what it means by them'),
});
export type MatrixFrame = z.infer<typeof matrixFrame>;

export const matrixContent = matrixFrame.extend({ competencies: z.array(competency) });
export type MatrixContent = z.infer<typeof matrixContent>;
