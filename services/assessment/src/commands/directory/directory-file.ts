import type { PoolClient } from 'pg';
import type { z } from 'zod';

import type { Column } from './csv-rows.js';

/** A fault that shows only when a row is seen beside the others and the directory. */
export interface SetFault {
  readonly line: number;
  readonly column: string;
  readonly detail: string;
}

/** A kind of file: its columns, how a row is staged, what is held against it, how it is applied. */
export interface DirectoryFile {
  readonly columns: readonly Column[];
  /** Of the staging table, beside `line`: the CSV's, as text, and derived ids. */
  readonly stagedColumns: string;
  /** @param idOf the opaque id of a person's key. */
  stage(values: ReadonlyMap<string, string>, idOf: (key: string) => string): Record<string, string | null>;
  /** What is at fault in the whole staged set. Each query gives `line`, `column` and `detail`. */
  readonly checks: readonly string[];
  /** Checks that no query can make in time that is proportional to the rows. */
  check?(client: PoolClient): Promise<readonly SetFault[]>;
  /** Writes what is new or differs, in one statement; its row count is what changed. */
  readonly apply: string;
}

const notEmpty = 'must not be empty';

/** A code of the organisation's, or an id. @param form told where the value does not fit. */
export function codeColumn(name: string, schema: z.ZodType<string>, form: string, { optional = false } = {}): Column {
  return {
    name,
    fault(value) {
      if (value === '') return optional ? undefined : notEmpty;
      return schema.safeParse(value).success ? undefined : `"${value.slice(0, 80)}" is not ${form}`;
    },
  };
}

/** Free text. */
export function textColumn(name: string, { longest, optional = false }: { longest: number; optional?: boolean }): Column {
  return {
    name,
    fault(value) {
      if (value === '') return optional ? undefined : notEmpty;
      return value.length > longest ? `must not be longer than ${longest} characters` : undefined;
    },
  };
}

export const orgCodeForm = 'a code of letters, digits, ".", "_" and "-" (at most 64, beginning with a letter or digit)';

/** Rows that name something a second time. @param expression SQL over the staged row. */
export function repeated(column: string, expression: string): string {
  return `
    select line, '${column}' as column, format('"%s" is on line %s already', ${column}, first) as detail
    from (select line, ${column}, min(line) over (partition by ${expression}) as first from staged) seen
    where line > first`;
}

export function orNull(value: string | undefined): string | null {
  return value === undefined || value === '' ? null : value;
}
