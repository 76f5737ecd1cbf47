import { useLocalStorage } from '@mantine/hooks';
import { useEffect, useRef } from 'react';

import { keyOf } from './key-of.js';
import { isUnderDialog } from './under-dialog.js';

/** Whether single letters are commands: they can be switched off (WCAG 2.1.4). */
export function useSingleKeys(): readonly [boolean, (on: boolean) => void] {
  const [on, setOn] = useLocalStorage({ key: 'rung.single-keys', defaultValue: true, getInitialValueInEffect: false });
  return [on, setOn];
}

const takesNoLetters = /^(checkbox|radio|button|submit|range|file)$/;

const isTyping = (target: EventTarget | null): boolean => {
  if (target instanceof HTMLInputElement) return !takesNoLetters.test(target.type);
  return target instanceof HTMLElement && (target.isContentEditable || /^(TEXTAREA|SELECT)$/.test(target.tagName));
};

const isInDialog = (target: EventTarget | null): boolean => target instanceof Element && target.closest('dialog, [role="dialog"]') !== null;

/** A key that is pressed in a dialog, or beside it, may rate nothing on the page that it lies over. */
const isOutOfReach = (target: EventTarget | null, where: 'page' | 'dialog'): boolean => (where === 'dialog' ? !isInDialog(target) : isInDialog(target) || isUnderDialog());

/**
 * Single-letter keys, also two after one another ("g m"). Nothing happens while somebody types, holds a modifier, or has them off.
 * @param keys by what is pressed: `'?'`, `'j'`, `'g m'`.
 * @param where they hold: what is a dialog's own is pressed in it.
 */
export function useKeys(keys: Readonly<Record<string, () => void>>, where: 'page' | 'dialog' = 'page'): void {
  const [on] = useSingleKeys();
  const latest = useRef(keys);
  latest.current = keys;
  useEffect(() => {
    if (!on) return undefined;
    let first = '';
    let forget: ReturnType<typeof setTimeout> | undefined;
    const pressed = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target) || isOutOfReach(event.target, where)) return;
      const key = keyOf(event);
      const both = `${first} ${key}`.trim();
      clearTimeout(forget);
      const command = latest.current[both] ?? latest.current[key];
      first = '';
      if (command !== undefined) {
        event.preventDefault();
        command();
        return;
      }
      first = key;
      forget = setTimeout(() => (first = ''), 1_500);
    };
    document.addEventListener('keydown', pressed);
    return () => {
      clearTimeout(forget);
      document.removeEventListener('keydown', pressed);
    };
  }, [on, where]);
}
