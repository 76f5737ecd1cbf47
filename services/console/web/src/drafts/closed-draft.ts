// What was typed in an assessment that was closed without an answer: what the server keeps of it, and what this device alone has.
import { isKept, type DeviceCopy, type KeptDraft } from './device/device-copy.js';
import { draftFound, type Draft } from './draft.js';

/** Versions only go up: a server at an earlier one than the copy has seen has let go of the draft since. */
const lettingGo = (kept: KeptDraft, copy: DeviceCopy): DeviceCopy => (copy.base.version > kept.version ? { ...copy, base: kept, unanswered: {} } : copy);

export const closedDraft = (kept: KeptDraft, copies: readonly DeviceCopy[]): Draft => draftFound(kept, copies.map((copy) => lettingGo(kept, copy)));

/** Whether a copy has something that the server does not. */
export const isMoreThan = (kept: KeptDraft) => (copy: DeviceCopy): boolean => !isKept(closedDraft(kept, [copy]));
