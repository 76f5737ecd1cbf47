import { useState } from 'react';

import type { Correction } from './import-queries.js';

/** What somebody has typed and decided, kept on the device until it is published. */
export interface StoredImport {
  readonly text: string;
  readonly fileName: string | null;
  readonly name: string;
  /** The matrix that gets a new version; null for a new one. */
  readonly matrix: string | null;
  readonly corrections: readonly Correction[];
}

const nothing: StoredImport = { text: '', fileName: null, name: '', matrix: null, corrections: [] };

interface UseStoredImport {
  readonly stored: StoredImport;
  readonly change: (changed: Partial<StoredImport>) => void;
  readonly forget: () => void;
  /** False where the device has no room for it: then it is here until the page is left. */
  readonly isKept: boolean;
}

/** @param person whose it is: others may use the same device */
export function useStoredImport(person: string): UseStoredImport {
  const key = `rung.import.${person}`;
  const [stored, setStored] = useState(() => read(key));
  const [isKept, setKept] = useState(true);
  const keep = (next: StoredImport): void => {
    setStored(next);
    setKept(write(key, next));
  };
  return {
    stored,
    isKept,
    change: (changed) => keep({ ...stored, ...changed }),
    forget: () => {
      localStorage.removeItem(key);
      setStored(nothing);
    },
  };
}

function read(key: string): StoredImport {
  try {
    return { ...nothing, ...(JSON.parse(localStorage.getItem(key) ?? '{}') as Partial<StoredImport>) };
  } catch {
    return nothing;
  }
}

function write(key: string, stored: StoredImport): boolean {
  try {
    localStorage.setItem(key, JSON.stringify(stored));
    return true;
  } catch {
    // no room for all of it: half an import would mislead
    localStorage.removeItem(key);
    return false;
  }
}
