// What the page says of the cycles that somebody takes part in, or assesses others in.
import type { MyCycle, Phase } from './my-cycles-query.js';

export const isUnderWay = ({ phases }: MyCycle): boolean => phases.some(({ state }) => state !== 'done');

const isWaiting = ({ tasks: { done, all, tooLate } }: MyCycle): boolean => done + tooLate < all;
const dueMs = ({ tasks: { due } }: MyCycle): number => (due === null ? Number.MAX_SAFE_INTEGER : Date.parse(due));

/** What waits for me comes first, and of that what is due first; the rest as the server has it. */
export function firstWaiting(cycles: readonly MyCycle[]): MyCycle[] {
  const waiting = cycles.filter(isWaiting).sort((one, other) => dueMs(one) - dueMs(other));
  return [...waiting, ...cycles.filter((cycle) => !isWaiting(cycle))];
}

/** Those that have their word where there is room for few: what is not over, else the last. */
export function mainPhases(phases: readonly Phase[]): readonly Phase[] {
  const ahead = phases.filter(({ state }) => state !== 'done');
  return ahead.length > 0 ? ahead : phases.slice(-1);
}

export interface AwaitedResult {
  readonly cycle: string;
  readonly name: string;
  readonly stage: 'answers' | 'calibration';
  /** Until when answers come in, as far as the cycle says. */
  readonly until: string | null;
}

export interface MyResults {
  /** The newest that is released. */
  readonly last: MyCycle | undefined;
  readonly awaited: readonly AwaitedResult[];
}

/** Those in which I am assessed myself: what is under way, then what is over, the newest result first. */
export const reviewedIn = (cycles: readonly MyCycle[]): MyCycle[] => cycles.filter(({ review }) => review !== null);

export function resultsOf(cycles: readonly MyCycle[]): MyResults {
  const mine = reviewedIn(cycles);
  return { last: mine.find(({ review }) => review?.released), awaited: mine.filter(({ review }) => review?.released === false).map(awaitedOf) };
}

const takesAnswers: ReadonlySet<Phase['phase']> = new Set(['self', 'peer', 'manager']);

function awaitedOf({ cycle, name, phases }: MyCycle): AwaitedResult {
  const stage = phases.some(({ phase, state }) => phase === 'calibration' && state === 'current') ? 'calibration' : 'answers';
  return { cycle, name, stage, until: stage === 'answers' ? lastDeadline(phases) : null };
}

/** @returns null where answers of some come in for as long as HR lets them. */
function lastDeadline(phases: readonly Phase[]): string | null {
  const deadlines = phases.filter(({ phase, state }) => takesAnswers.has(phase) && state !== 'done').map(({ deadline }) => deadline);
  const [last = null] = deadlines.includes(null) ? [] : deadlines.flatMap((one) => one ?? []).sort((one, other) => Date.parse(other) - Date.parse(one));
  return last;
}
