// The keys of the page that is shown, for the list of keys.
import { useEffect, useSyncExternalStore } from 'react';

import type { MessageId } from '../i18n/message-id.js';

export interface PageKey {
  readonly keys: readonly string[];
  readonly text: MessageId;
}

const none: readonly PageKey[] = [];
let shown = none;
const listeners = new Set<() => void>();

function show(keys: readonly PageKey[]): void {
  shown = keys;
  listeners.forEach((listener) => listener());
}

/** @param keys the same array at every render. */
export function usePageKeys(keys: readonly PageKey[]): void {
  useEffect(() => {
    show(keys);
    return () => show(none);
  }, [keys]);
}

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => void listeners.delete(listener);
};

export const useShownPageKeys = (): readonly PageKey[] => useSyncExternalStore(subscribe, () => shown);
