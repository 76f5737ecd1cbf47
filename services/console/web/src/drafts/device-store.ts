// Records of what is typed, on this device; where the browser refuses that (by policy, in a private window, with no room left), in this page alone.
import { del, entries, get, update } from 'idb-keyval';

type Parts<Part> = Readonly<Record<string, Part>>;

/** What the device did not take, and whether it is nowhere else either. */
const inThisPage = new Map<string, { readonly parts: Parts<unknown>; readonly isOwed: boolean }>();
const listeners = new Set<() => void>();
let isRefusing = false;

/** Whether this device has refused something, and taken nothing since. */
export const refusesToKeep = (): boolean => isRefusing;

export function onDeviceChange(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

export async function readRecord<Part>(name: string): Promise<Parts<Part>> {
  return { ...(await unlessRefused(() => get<Parts<Part>>(name))), ...notTaken<Part>(name) };
}

/** The records whose names begin so. */
export async function recordsOf<Part>(prefix: string): Promise<readonly (readonly [string, Parts<Part>])[]> {
  const kept = new Map(await unlessRefused(() => entries<string, Parts<Part>>()));
  const names = [...new Set([...kept.keys(), ...inThisPage.keys()])].filter((name) => name.startsWith(prefix));
  return names.map((name) => [name, { ...kept.get(name), ...notTaken<Part>(name) }]);
}

/** @param isOwed whether something in it is nowhere else: nobody closes this page unwarned while it alone has that. */
export async function changeRecord<Part>(name: string, change: (parts: Parts<Part>) => Parts<Part>, isOwed: (parts: Parts<Part>) => boolean): Promise<void> {
  const before = inThisPage.get(name);
  const isTaken = await unlessRefused(() => update<Parts<Part>>(name, (kept) => change({ ...kept, ...(before?.parts as Parts<Part>) })).then(() => true));
  if (isTaken === undefined) {
    const parts = change(notTaken<Part>(name));
    inThisPage.set(name, { parts, isOwed: isOwed(parts) });
    return;
  }
  if (inThisPage.get(name) === before) inThisPage.delete(name);
  tell(inThisPage.size > 0);
}

export async function forgetRecord(name: string): Promise<void> {
  inThisPage.delete(name);
  await unlessRefused(() => del(name));
}

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
