// What the columns of a table are: proposed, and said otherwise by the person who imports.
import { z } from 'zod';

const name = z.string().trim().min(1).max(200);
const language = z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/).optional();

export const columnMeaning = z
  .discriminatedUnion('is', [
    z.strictObject({ is: z.literal('level') }),
    /** What the matrix calls the row's level for ever, whatever its name is. */
    z.strictObject({ is: z.literal('level-code') }),
    z.strictObject({ is: z.literal('group') }),
    /** What people call the row's group, where `group` is its code; one column per language. */
    z.strictObject({ is: z.literal('group-name'), language }),
    /** What the matrix calls the competency for ever: rows of one are one competency, whatever its name is. */
    z.strictObject({ is: z.literal('id') }),
    /** The name of a competency; one column per language. */
    z.strictObject({ is: z.literal('competency'), language }),
    /** What is expected. At a level where the column is one of a level; of a competency where it is one of a competency. */
    z.strictObject({ is: z.literal('statement'), level: name.optional(), competency: name.optional(), language }),
    /** A guidance question of the row's statement, or of its level's. */
    z.strictObject({ is: z.literal('question'), level: name.optional(), language }),
    /** What it looks like, or what is mistaken for it, a list in each cell; at a level as questions are. */
    z.strictObject({ is: z.literal('example'), level: name.optional(), language }),
    z.strictObject({ is: z.literal('antipattern'), level: name.optional(), language }),
    /** Labelled quantities: "optimum: 2; limit: 5". */
    z.strictObject({ is: z.literal('measure') }),
    z.strictObject({ is: z.literal('weight') }),
    z.strictObject({ is: z.literal('evidence') }),
    z.strictObject({ is: z.literal('must-have') }),
    /** The level that the row's competency is the same as; where its statement says otherwise, that stands. */
    z.strictObject({ is: z.literal('same-as') }),
    z.strictObject({ is: z.literal('ignore') }),
  ])
  .meta({ id: 'ImportColumn' });
export type ColumnMeaning = z.infer<typeof columnMeaning>;

export const mostColumns = 200;

export const tableMapping = z
  .strictObject({
    table: z.string().max(500).describe('its name, as the preview gives it'),
    header: z.int().min(0).max(20).describe('how many rows head it'),
    columns: z.array(columnMeaning).max(mostColumns).describe('in their order; those beyond are ignored'),
    /** Of every row, where no column says so. */
    level: name.optional(),
    group: name.optional(),
    competency: name.optional(),
    language,
  })
  .meta({ id: 'ImportTableMapping' });
export type TableMapping = z.infer<typeof tableMapping>;

/** Tables that are not named are not read. */
export const mapping = z.array(tableMapping).max(200).meta({ id: 'ImportMapping' });
export type Mapping = z.infer<typeof mapping>;

/** A table as a person sees it who says what its columns are. */
export const sampleTable = z
  .object({
    table: z.string(),
    /** One for each column: what heads it. */
    headers: z.array(z.string()),
    /** The first rows below the header; long cells are cut. */
    rows: z.array(z.array(z.string())),
    /** How many rows it has in all. */
    height: z.int(),
  })
  .meta({ id: 'ImportTable' });
export type SampleTable = z.infer<typeof sampleTable>;
