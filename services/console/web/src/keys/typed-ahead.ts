import { useEffect, useState } from 'react';

export interface TypedAhead {
  readonly typed: string;
  readonly type: (typed: string) => void;
  /** Enter was pressed before there was anything to press it in. */
  readonly isGiven: boolean;
}

/**
 * What is typed between the key that opens a dialog and the moment at which its field has the focus: it is meant for the field, and
 * neither for the page below, nor for nobody.
 * @param onEscape once it is not wanted any more.
 */
export function useTypedAhead(isOpened: boolean, onEscape: () => void): TypedAhead {
  const [typed, type] = useState('');
  const [isGiven, setGiven] = useState(false);
  useEffect(() => {
    if (!isOpened) return undefined;
    const meant = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey || isInDialog(event.target)) return;
      if (event.key === 'Escape') onEscape();
      else if (event.key === 'Enter') setGiven(true);
      else if (event.key === 'Backspace') type((before) => before.slice(0, -1));
      else if (event.key.length === 1) type((before) => before + event.key);
      else return;
      event.preventDefault();
      event.stopImmediatePropagation();
    };
    document.addEventListener('keydown', meant, { capture: true });
    return () => {
      document.removeEventListener('keydown', meant, { capture: true });
      type('');
      setGiven(false);
    };
  }, [isOpened, onEscape]);
  return { typed, type, isGiven };
}

const isInDialog = (target: EventTarget | null): boolean => target instanceof Element && target.closest('[role="dialog"]') !== null;
