import { useRef, useState, type FocusEvent, type KeyboardEvent } from 'react';

import { usePageKeys } from '../../../keys/page-keys.js';
import { firstPlace, moveBy, placeOf, type GridMap, type GridPlace } from './grid-moves.js';

interface GridKeys {
  /** The name of what the Tab key leads to. */
  readonly tabStop: string | undefined;
  readonly handlers: { readonly onKeyDown: (event: KeyboardEvent<HTMLElement>) => void; readonly onFocus: (event: FocusEvent<HTMLElement>) => void };
}

const arrows = [{ keys: ['←', '↑', '↓', '→'], text: 'shell.keys.arrows' }] as const;

/** Roving tabindex over what carries `data-place`. */
export function useGridKeys(map: GridMap): GridKeys {
  usePageKeys(arrows);
  // what spans several rows is left from the row that it was entered from: the name alone does not say which
  const at = useRef<GridPlace>(undefined);
  const nameAt = (place: GridPlace | undefined): string | undefined => (place === undefined ? undefined : (map[place.row]?.[place.column] ?? undefined));
  const [focused, setFocused] = useState<string>();
  const isThere = focused !== undefined && placeOf(map, focused) !== undefined;
  return {
    // a filter may have taken away what had the focus
    tabStop: isThere ? focused : nameAt(firstPlace(map)),
    handlers: {
      onFocus: ({ target }) => {
        const name = target.getAttribute('data-place');
        if (name === null) return;
        if (name !== nameAt(at.current)) at.current = placeOf(map, name);
        setFocused(name);
      },
      onKeyDown: (event) => {
        if (event.altKey || event.metaKey || event.shiftKey) return;
        const from = nameAt(at.current) === undefined ? firstPlace(map) : at.current;
        const next = from === undefined ? undefined : moveBy(event.key, event.ctrlKey, from, map);
        const name = nameAt(next);
        if (name === undefined) return;
        event.preventDefault();
        at.current = next;
        event.currentTarget.querySelector<HTMLElement>(`[data-place="${CSS.escape(name)}"]`)?.focus();
      },
    },
  };
}
