import type { Preview } from './import-queries.js';

export interface Merge {
  /** The wording that stays, and the one that was read as it. */
  readonly kept: string;
  readonly said: string;
}

/** The statements that were read as one though their words differ; the preview says so where it noticed them. */
export function mergesOf({ anomalies }: Pick<Preview, 'anomalies'>): Merge[] {
  return anomalies.flatMap((one) => mergeOf(one) ?? []);
}

export function mergeOf({ kind, message }: Preview['anomalies'][number]): Merge | undefined {
  const [, said, kept] = (kind === 'near-duplicate' && /^"(.+)" is read as "(.+)" of /u.exec(message)) || [];
  return said === undefined || kept === undefined ? undefined : { kept, said };
}
