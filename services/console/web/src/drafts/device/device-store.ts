// Records of what is typed, on this device; where the browser refuses that (by policy, in a private window, with no room left), in this page alone.
import { del, entries, get, update } from 'idb-keyval';

import { forgetLeft, leave, leftOf, namesOfLeft, type Left, type Parts } from './last-words.js';

type Change = (parts: Parts<unknown>) => Parts<unknown>;

/** What the device did not take, and whether it is nowhere else either. */
const inThisPage = new Map<string, { readonly parts: Parts<unknown>; readonly isOwed: boolean }>();
/** What the device had when this page last heard of it. */
const known = new Map<string, Parts<unknown>>();
/** What the device is not known to have taken yet, in its order. */
const underWay = new Map<string, readonly Change[]>();
const listeners = new Set<() => void>();
let isRefusing = false;

/** Whether this device has refused something, and taken nothing since. */
export const refusesToKeep = (): boolean => isRefusing;

export function onDeviceChange(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

export async function readRecord<Part>(name: string): Promise<Parts<Part>> {
  const parts = withLast(name, await unlessRefused(() => get<Parts<Part>>(name)));
  known.set(name, parts);
  return parts;
}

/** The records whose names begin so. */
export async function recordsOf<Part>(prefix: string): Promise<readonly (readonly [string, Parts<Part>])[]> {
  const kept = new Map(await unlessRefused(() => entries<string, Parts<Part>>()));
  const names = [...new Set([...kept.keys(), ...namesOfLeft(), ...inThisPage.keys()])].filter((name) => name.startsWith(prefix));
  return names.map((name) => [name, withLast(name, kept.get(name))]);
}

/** @param isOwed whether something in it is nowhere else: nobody closes this page unwarned while it alone has that. */
export async function changeRecord<Part>(name: string, change: (parts: Parts<Part>) => Parts<Part>, isOwed: (parts: Parts<Part>) => boolean): Promise<void> {
  // what an earlier change has laid over the record is in it by the time of the next one, which may have begun before that
  let before: ReturnType<typeof inThisPage.get>;
  let left: Left | undefined;
  const settled = begun(name, change as Change);
  const isTaken = await unlessRefused(async () => {
    let after: Parts<Part> = {};
    await update<Parts<Part>>(name, (kept) => {
      before = inThisPage.get(name);
      left = leftOf(name);
      return (after = change({ ...left.over(kept ?? {}), ...(before?.parts as Parts<Part>) }));
    });
    known.set(name, after);
    return true;
  });
  settled();
  if (isTaken === undefined) {
    const parts = change(notTaken<Part>(name));
    inThisPage.set(name, { parts, isOwed: isOwed(parts) });
    return;
  }
  left?.taken();
  if (inThisPage.get(name) === before) inThisPage.delete(name);
  tell(inThisPage.size > 0);
}

export async function forgetRecord(name: string): Promise<void> {
  inThisPage.delete(name);
  known.delete(name);
  forgetLeft(name);
  await unlessRefused(() => del(name));
}

/** Before anything that the page still does as it closes. */
window.addEventListener('pagehide', () => {
  for (const [name, changes] of underWay) {
    const before = known.get(name) ?? {};
    leave(name, before, changes.reduce((parts, change) => change(parts), before));
  }
});

/** @returns what is to be called once the device has taken or refused it. */
function begun(name: string, change: Change): () => void {
  underWay.set(name, [...(underWay.get(name) ?? []), change]);
  return () => {
    const left = underWay.get(name)?.filter((one) => one !== change) ?? [];
    if (left.length === 0) underWay.delete(name);
    else underWay.set(name, left);
  };
}

const withLast = <Part>(name: string, kept: Parts<Part> | undefined): Parts<Part> => ({ ...leftOf(name).over(kept ?? {}), ...notTaken<Part>(name) });

const notTaken = <Part>(name: string): Parts<Part> => (inThisPage.get(name)?.parts ?? {}) as Parts<Part>;

/** Some browsers refuse by a rejection, others throw. */
async function unlessRefused<Answer>(ask: () => Promise<Answer>): Promise<Answer | undefined> {
  try {
    return await ask();
  } catch {
    window.addEventListener('beforeunload', warn);
    tell(true);
    return undefined;
  }
}

function warn(event: BeforeUnloadEvent): void {
  if ([...inThisPage.values()].some(({ isOwed }) => isOwed)) event.preventDefault();
}

function tell(now: boolean): void {
  if (isRefusing === now) return;
  isRefusing = now;
  listeners.forEach((listener) => listener());
}
