// Drafts on this device, under the id of who typed them: another person here never reads them. One record per assessment, with a copy per tab.
import { del, entries, update } from 'idb-keyval';

import { hasContent, isKept, type DeviceCopy } from './draft.js';

type Copies = Readonly<Record<string, DeviceCopy>>;

const belongsTo = (person: string): string => `rung.draft/${person}/`;
const nameOf = (person: string, assessment: string): string => `${belongsTo(person)}${assessment}`;

/** Takes over what the tabs of this device have kept, which stays there until the first `keepCopy`. */
export async function copiesOnDevice(person: string, assessment: string): Promise<Copies> {
  const found = (await entries<string, Copies>()).find(([name]) => name === nameOf(person, assessment));
  return found?.[1] ?? {};
}

/** @param joined tabs whose copies are part of this one. */
export function keepCopy(person: string, assessment: string, tab: string, copy: DeviceCopy, joined: Copies): Promise<void> {
  return update<Copies>(nameOf(person, assessment), (copies = {}) => {
    // what a tab has typed since its copy was joined is its own again
    const others = Object.entries(copies).filter(([name, theirs]) => name !== tab && JSON.stringify(theirs) !== JSON.stringify(joined[name]));
    return { ...Object.fromEntries(others), [tab]: copy };
  });
}

/** The assessments of which this device keeps something that this person has typed. */
export async function draftedOnDevice(person: string): Promise<ReadonlySet<string>> {
  const found = (await entries<string, Copies>()).filter(([name, copies]) => name.startsWith(belongsTo(person)) && Object.values(copies).some(hasContent));
  return new Set(found.map(([name]) => name.slice(belongsTo(person).length)));
}

/** After submission. */
export const forgetCopies = (person: string, assessment: string): Promise<void> => del(nameOf(person, assessment));

/** At sign-out: what the server has needs no copy here; what it does not have stays for when its author comes back. */
export async function forgetKeptCopies(person: string): Promise<void> {
  for (const [name, copies] of await entries<string, Copies>()) {
    if (name.startsWith(belongsTo(person)) && Object.values(copies).every(isKept)) await del(name);
  }
}
