// Reads of at least a version: a client that has just written waits for the view here, instead of sleeping there.
import { setTimeout as pause } from 'node:timers/promises';

import type { PipeTransform } from '@nestjs/common';
import { z } from 'zod';

import { invalidRequest, viewBehind } from '../problems/refusals.js';

const patienceMs = 2_000;
const everyMs = 15;

/** `?atLeast=7`: the version that a command answered. */
export const atLeastVersion = z
  .string()
  .regex(/^\d{1,9}$/, 'must be a version, as a command answered it')
  .transform(Number)
  .optional()
  .describe('Waits two seconds at most for the view to reflect this version; then 503 view-behind');

/** The same for a handler without other parameters. @throws DomainError invalid-request */
export const atLeastQuery: PipeTransform<unknown, number | undefined> = {
  transform(value) {
    const parsed = atLeastVersion.safeParse(value);
    if (parsed.success) return parsed.data;
    throw invalidRequest('The query parameter atLeast must be a version, as a command answered it.');
  },
};

/**
 * Reads until the view reflects at least this version, for two seconds at the most.
 * @param versionOf the version that what was read reflects; 0 for nothing.
 * @throws DomainError view-behind when it does not get there.
 */
export async function readAtLeast<View>(
  atLeast: number | undefined,
  read: () => Promise<View>,
  versionOf: (view: View) => number,
): Promise<View> {
  const until = performance.now() + patienceMs;
  for (;;) {
    const view = await read();
    if (atLeast === undefined || versionOf(view) >= atLeast) return view;
    if (performance.now() >= until) throw viewBehind(atLeast, versionOf(view));
    await pause(everyMs);
  }
}
