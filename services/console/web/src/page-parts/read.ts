// What a page makes of what it reads, the first time and every time after it: one rule for all of them.
import { ApiError } from '../api/problem.js';

export interface Read<Data> {
  readonly data: Data | undefined;
  readonly error: Error | null;
  readonly refetch: () => unknown;
}

export type Shown = 'loading' | 'forbidden' | 'failure' | 'data' | 'data-of-before';

/** What is nobody's to see any more is gone; whatever else fails takes nothing away that was read before. */
export function shownOf({ data, error }: Pick<Read<unknown>, 'data' | 'error'>): Shown {
  if (isForbidden(error)) return 'forbidden';
  if (data === undefined) return error === null ? 'loading' : 'failure';
  return error === null ? 'data' : 'data-of-before';
}

type DataOf<Reads> = { readonly [Name in keyof Reads]: Reads[Name] extends Read<infer Data> ? Data : never };

/** Several as one: there when all of them are. */
export function together<Reads extends Readonly<Record<string, Read<unknown>>>>(reads: Reads): Read<DataOf<Reads>> {
  const all = Object.values(reads);
  const failed = all.filter(({ error }) => error !== null);
  const data = Object.fromEntries(Object.entries(reads).map(([name, read]) => [name, read.data]));
  return {
    data: all.some((read) => read.data === undefined) ? undefined : (data as DataOf<Reads>),
    error: (failed.find(({ error }) => isForbidden(error)) ?? failed[0])?.error ?? null,
    refetch: () => Promise.all(failed.map((read) => read.refetch())),
  };
}

const isForbidden = (error: Error | null): boolean => error instanceof ApiError && error.isForbidden;
