// Under which key a grade is cached: processes of two builds have one cache, and none may read what the other one means otherwise.
import { createHash } from 'node:crypto';

import { z } from 'zod';

import { gradeView } from './grade.js';

export interface KeyedGrade {
  readonly epoch: string;
  readonly table: number;
  readonly cycle: string;
  readonly person: string;
}

/** Raise it when `gradeOf` serves something else of the same row, in the same shape. */
const meaning = 3;

/** Another shape has other keys by itself. The words that describe a field count as well: that costs a load, no more. */
export function keysFor(shape: z.ZodType): (grade: KeyedGrade) => string {
  const digest = createHash('sha256').update(JSON.stringify(z.toJSONSchema(shape))).digest('base64url').slice(0, 8);
  return ({ epoch, table, cycle, person }) => `${epoch}:${meaning}-${digest}.${table}:${cycle}:${person}`;
}

export const keyOf = keysFor(gradeView);
