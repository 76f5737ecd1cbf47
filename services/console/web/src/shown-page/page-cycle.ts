// The cycle that the page is about, for the phase bar: one choice for both, and it is the page's.
import { useEffect, useSyncExternalStore } from 'react';

let shown: string | undefined;
const listeners = new Set<() => void>();

function show(cycle: string | undefined): void {
  shown = cycle;
  listeners.forEach((listener) => listener());
}

/** @param cycle undefined as long as the page does not know. */
export function usePageCycle(cycle: string | undefined): void {
  useEffect(() => {
    show(cycle);
    return () => show(undefined);
  }, [cycle]);
}

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => void listeners.delete(listener);
};

export const useShownCycle = (): string | undefined => useSyncExternalStore(subscribe, () => shown);
