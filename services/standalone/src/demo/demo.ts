// What the steps of the demo share.
import type { Client, DemoServices } from './client/client.js';
import { stepKey } from './client/step-key.js';
import type { Organisation } from './organisation/organisation.js';

export interface Demo {
  readonly services: Omit<DemoServices, 'tokenFor'>;
  readonly client: Client;
  readonly organisation: Organisation;
  readonly signal: AbortSignal;
  /** Told what happens, a line at a time. */
  readonly progress: (line: string) => void;
  /** The id of the cycle. */
  readonly cycle: string;
}

/** Who acts for the organisation; they are in nobody's team and nobody assesses them. */
export const hr = 'hr';
export const editor = 'editor';

/** A name is one text: the company's people read two languages, so it holds both. */
export const matrixName = 'Python developer · Разработчик Python';
export const matrixId = 'python-developer';
/** Of a review a half-year, and as the company's people read two languages, by figures alone: 2026-II. @param back how many half-years ago. */
export function cycleNameOf(day: Date, back = 0): string {
  const halfYears = day.getUTCFullYear() * 2 + Math.floor(day.getUTCMonth() / 6) - back;
  return `${Math.floor(halfYears / 2)}-${halfYears % 2 === 0 ? 'I' : 'II'}`;
}

/** So many people act at the same time. */
export const width = 16;

/** Long enough for a busy machine; whoever waits in vain is told what for. */
export const patienceMs = 120_000;

/** One cycle per size of the company: its answers are others. */
export function cycleIdOf({ employees }: Organisation): string {
  return stepKey('cycle', `${employees.length}`);
}

/** The key of a step of this cycle. */
export function keyIn({ cycle }: Demo, ...step: readonly string[]): string {
  return stepKey(cycle, ...step);
}
