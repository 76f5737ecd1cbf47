import { isKept } from './device/device-copy.js';
import type { Draft } from './draft.js';

export type DraftStatus = 'untouched' | 'saving' | 'saved' | 'offline' | 'signed-out' | 'refused' | 'conflict';

/** What the page says about the draft: what the person must do comes first. */
export function statusOf(draft: Draft): DraftStatus {
  if (Object.keys(draft.others).length > 0) return 'conflict';
  if (draft.obstacle !== null && !isKept(draft)) return draft.obstacle;
  if (!isKept(draft) || draft.sending !== null) return 'saving';
  return draft.base.version === 0 ? 'untouched' : 'saved';
}
