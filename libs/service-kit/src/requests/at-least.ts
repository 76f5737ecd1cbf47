// Reads of at least a version: a client that has just written waits for the view here, instead of sleeping there.
import { setTimeout as pause } from 'node:timers/promises';

import type { PipeTransform } from '@nestjs/common';

import { invalidRequest, viewBehind } from '../problems/refusals.js';

const patienceMs = 2_000;
const everyMs = 15;

/** `?atLeast=7`: the version that a command answered. @throws DomainError invalid-request */
export const atLeastQuery: PipeTransform<unknown, number | undefined> = {
  transform(value) {
    if (value === undefined) return undefined;
    if (typeof value === 'string' && /^\d{1,9}$/.test(value)) return Number(value);
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
