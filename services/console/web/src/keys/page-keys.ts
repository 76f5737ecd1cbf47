// The keys that do something on the page that is shown, for the list of keys: each part of a page tells its own.
import { useEffect, useSyncExternalStore } from 'react';

import type { MessageId } from '../i18n/message-id.js';

export interface PageKey {
  readonly keys: readonly string[];
  readonly text: MessageId;
}

const parts = new Set<{ readonly keys: readonly PageKey[] }>();
let shown: readonly PageKey[] = [];
const listeners = new Set<() => void>();

function tell(): void {
  shown = [...parts].flatMap(({ keys }) => keys);
  listeners.forEach((listener) => listener());
}

/** @param keys the same array at every render. */
export function usePageKeys(keys: readonly PageKey[]): void {
  useEffect(() => {
    const part = { keys };
    parts.add(part);
    tell();
    return () => {
      parts.delete(part);
      tell();
    };
  }, [keys]);
}

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => void listeners.delete(listener);
};

export const useShownPageKeys = (): readonly PageKey[] => useSyncExternalStore(subscribe, () => shown);
