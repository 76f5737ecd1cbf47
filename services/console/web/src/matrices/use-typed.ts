import { useRef, useState } from 'react';

import { useSession } from '../session/use-session.js';
import { typedSince, type Kept } from './typed-since.js';

interface Typed<Form> {
  readonly form: Form;
  readonly type: (changed: Partial<Form>) => void;
  /** Why, for the history: it alone changes nothing of what the draft says. */
  readonly reason: string;
  readonly giveReason: (reason: string) => void;
  /** What was typed when this was rendered is saved, or given up; what was typed over it since then stays. */
  readonly forget: () => void;
  readonly isTyped: boolean;
}

/**
 * What is typed and not saved yet: in this tab it is there again for who typed it after the dialog was closed, or the page loaded anew.
 * @param place of what, in all matrices.
 * @param saved what the draft says: shown while nothing is typed, so what others save appears.
 */
export function useTyped<Form extends object>(place: string, saved: Form): Typed<Form> {
  const { person } = useSession(); // others may sign in at the same tab
  const key = `rung.edit.${person.id}.${place}`;
  const [typed, setTyped] = useState(() => stored<Form>(key) ?? {});
  const form = { ...saved, ...typed.form };
  const latest = useRef(typed);
  const change = (next: Kept<Form>): void => {
    latest.current = next;
    setTyped(next);
    keep(key, next);
  };
  return {
    form,
    reason: typed.reason ?? '',
    isTyped: JSON.stringify(form) !== JSON.stringify(saved),
    type: (changed) => change({ ...latest.current, form: { ...latest.current.form, ...changed } as Partial<Form> }),
    giveReason: (reason) => change({ ...latest.current, reason }),
    // the form may have been closed meanwhile, and opened anew, and typed into there
    forget: () => change(typedSince(typed, stored<Form>(key) ?? latest.current)),
  };
}

/** @returns nothing where nothing is kept. */
function stored<Form extends object>(key: string): Kept<Form> | undefined {
  try {
    return (JSON.parse(sessionStorage.getItem(key) ?? 'null') as Kept<Form> | null) ?? undefined;
  } catch {
    return undefined; // a browser that keeps nothing
  }
}

function keep<Form extends object>(key: string, typed: Kept<Form>): void {
  try {
    if (Object.keys(typed).length === 0) sessionStorage.removeItem(key);
    else sessionStorage.setItem(key, JSON.stringify(typed));
  } catch {
    // it stays where it is typed
  }
}
