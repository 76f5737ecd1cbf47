// Drafts on this device, under the id of who typed them: another person here never reads them. One record per assessment, with a copy per tab.
import type { Answers } from '../answers/answers.js';
import { hasContent, isKept, type DeviceCopy } from './device-copy.js';
import { changeRecord, forgetRecord, readRecord, recordsOf } from './device-store.js';
import { assessmentsWithTyped } from './typed-evidence.js';
import { unsentIn } from './unsent.js';

type Copies = Readonly<Record<string, DeviceCopy>>;

const belongsTo = (person: string): string => `rung.draft/${person}/`;
const nameOf = (person: string, assessment: string): string => `${belongsTo(person)}${assessment}`;
const isOwed = (copies: Copies): boolean => !Object.values(copies).every(isKept);

/** Takes over what the tabs of this device have kept, which stays there until the first `keepCopy`. */
export const copiesOnDevice = (person: string, assessment: string): Promise<Copies> => readRecord<DeviceCopy>(nameOf(person, assessment));

/** @param joined tabs whose copies are part of this one. */
export function keepCopy(person: string, assessment: string, tab: string, copy: DeviceCopy, joined: Copies): Promise<void> {
  const withCopy = (copies: Copies): Copies => {
    // what a tab has typed since its copy was joined is its own again
    const others = Object.entries(copies).filter(([name, theirs]) => name !== tab && JSON.stringify(theirs) !== JSON.stringify(joined[name]));
    return { ...Object.fromEntries(others), [tab]: copy };
  };
  return changeRecord(nameOf(person, assessment), withCopy, isOwed);
}

export interface OnDevice {
  /** The assessments of which this device keeps something that this person has typed. */
  readonly drafted: ReadonlySet<string>;
  /** Of them, those of which the server never had all. */
  readonly unsent: ReadonlySet<string>;
}

export async function onDeviceOf(person: string): Promise<OnDevice> {
  const [records, evidence] = await Promise.all([recordsOf<DeviceCopy>(belongsTo(person)), assessmentsWithTyped(person)]);
  const recordedWith = (is: (copy: DeviceCopy) => boolean) => records.filter(([, copies]) => Object.values(copies).some(is)).map(([name]) => name.slice(belongsTo(person).length));
  const those = (is: (copy: DeviceCopy) => boolean): ReadonlySet<string> => new Set([...recordedWith(is), ...evidence]);
  return { drafted: those(hasContent), unsent: those((copy) => unsentIn(copy).length > 0) };
}

/** Once it is submitted: what the server has had needs no copy here; what it never had stays for its author to see. */
export const forgetSent = (person: string, assessment: string, submitted?: Answers): Promise<void> => forgetUnless(person, assessment, (copy) => unsentIn(copy, submitted).length > 0);

/** Of tabs, each by itself: those that hold nothing which is to be kept need no copy here. */
export async function forgetUnless(person: string, assessment: string, isWanted: (copy: DeviceCopy) => boolean): Promise<void> {
  if (Object.keys(await copiesOnDevice(person, assessment)).length === 0) return;
  const those = (copies: Copies): Copies => Object.fromEntries(Object.entries(copies).filter(([, copy]) => isWanted(copy)));
  await changeRecord(nameOf(person, assessment), those, isOwed);
}

/** All of them, whatever is in them: its author has said so. */
export const forgetCopies = (person: string, assessment: string): Promise<void> => forgetRecord(nameOf(person, assessment));

/** At sign-out: what the server has needs no copy here; what it does not have stays for when its author comes back. */
export async function forgetKeptCopies(person: string): Promise<void> {
  for (const [name, copies] of await recordsOf<DeviceCopy>(belongsTo(person))) {
    if (!isOwed(copies)) await forgetRecord(name);
  }
}
