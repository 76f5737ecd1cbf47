import { useEffect, useRef, useState, type FocusEvent } from 'react';

export interface Rows {
  /** The row that the keys work on, and that the Tab key leads to. */
  readonly current: string | undefined;
  readonly selected: ReadonlySet<string>;
  readonly toggle: (id: string) => void;
  readonly clear: () => void;
  /** Moves on by so many rows, and takes the focus along. */
  readonly move: (by: number) => void;
  /** Takes the focus to a row as soon as it is shown: what had it may be gone with a correction. */
  readonly goTo: (id: string) => void;
  readonly onFocus: (event: FocusEvent<HTMLElement>) => void;
}

/** Rows that carry `data-row`: one of them is current, some may be selected. */
export function useRows(ids: readonly string[]): Rows {
  const [at, setAt] = useState<string>();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const current = at !== undefined && ids.includes(at) ? at : ids[0];
  // a correction may have taken away what was selected
  const selected = new Set([...chosen].filter((id) => ids.includes(id)));
  const wanted = useRef<string>(undefined);
  useEffect(() => {
    if (wanted.current === undefined) return;
    focusRow(wanted.current);
    wanted.current = undefined;
  });
  return {
    current,
    selected,
    toggle: (id) => setChosen(selected.has(id) ? new Set([...selected].filter((one) => one !== id)) : new Set([...selected, id])),
    clear: () => setChosen(new Set()),
    move: (by) => {
      const next = ids[ids.indexOf(at ?? '') + by] ?? (at === undefined ? ids[0] : undefined);
      if (next === undefined) return;
      setAt(next);
      focusRow(next);
    },
    goTo: (id) => {
      setAt(id);
      wanted.current = id;
    },
    onFocus: ({ target }) => {
      const row = target.closest<HTMLElement>('[data-row]')?.dataset['row'];
      if (row !== undefined) setAt(row);
    },
  };
}

const focusRow = (id: string): void => document.querySelector<HTMLElement>(`[data-row="${CSS.escape(id)}"] input`)?.focus();
