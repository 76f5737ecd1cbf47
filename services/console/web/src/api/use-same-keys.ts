import { useRef } from 'react';

/** Idempotency keys for what is sent: the same for the same, so that what is sent again after an answer that never came is done once. */
export function useSameKeys(): (asked: unknown, count?: number) => readonly string[] {
  const sent = useRef<{ readonly as: string; readonly keys: readonly string[] }>(undefined);
  return (asked, count = 1) => {
    const as = JSON.stringify([asked, count]);
    if (sent.current?.as !== as) sent.current = { as, keys: Array.from({ length: count }, () => crypto.randomUUID()) };
    return sent.current.keys;
  };
}
