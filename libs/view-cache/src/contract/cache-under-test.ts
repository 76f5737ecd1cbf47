import type { Versioned, ViewCache } from '../view-cache.js';

export interface CacheUnderTest {
  readonly cache: ViewCache;
  /** The same store as another process sees it; the same cache where there is but one process. */
  readonly elsewhere: ViewCache;
  /** Loses all values, as an eviction or a flush does. */
  lose(): Promise<void>;
  close(): Promise<void>;
}

export interface Gate {
  readonly passed: Promise<void>;
  open(): void;
}

/** What a load waits at until a test lets it go on. */
export function gate(): Gate {
  let open: () => void = () => undefined;
  const passed = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { passed, open };
}

export const grade = (version: number): Versioned<{ grade: string }> => ({ version, value: { grade: `grade ${version}` } });
export const nothing = () => Promise.resolve(undefined);
export const mustNotLoad = () => Promise.reject(new Error('loaded although it was cached'));
