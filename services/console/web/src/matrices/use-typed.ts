import { useState } from 'react';

import { useSession } from '../session/use-session.js';

interface Typed<Form> {
  readonly form: Form;
  readonly type: (changed: Partial<Form>) => void;
  /** Why, for the history: it alone changes nothing of what the draft says. */
  readonly reason: string;
  readonly giveReason: (reason: string) => void;
  /** Back to what the draft says. */
  readonly forget: () => void;
  readonly isTyped: boolean;
}

interface Kept<Form> {
  readonly form?: Partial<Form>;
  readonly reason?: string;
}

/**
 * What is typed and not saved yet: in this tab it is there again for who typed it after the dialog was closed, or the page loaded anew.
 * @param place of what, in all matrices.
 * @param saved what the draft says: shown while nothing is typed, so what others save appears.
 */
export function useTyped<Form extends object>(place: string, saved: Form): Typed<Form> {
  const { person } = useSession(); // others may sign in at the same tab
  const key = `rung.edit.${person.id}.${place}`;
  const [typed, setTyped] = useState(() => read<Form>(key));
  const form = { ...saved, ...typed.form };
  const change = (next: Kept<Form>): void => {
    setTyped(next);
    keep(key, JSON.stringify(next));
  };
  return {
    form,
    reason: typed.reason ?? '',
    isTyped: JSON.stringify(form) !== JSON.stringify(saved),
    type: (changed) => change({ ...typed, form: { ...typed.form, ...changed } as Partial<Form> }),
    giveReason: (reason) => change({ ...typed, reason }),
    forget: () => {
      setTyped({});
      keep(key, undefined);
    },
  };
}

function read<Form>(key: string): Kept<Form> {
  try {
    return JSON.parse(sessionStorage.getItem(key) ?? '{}') as Kept<Form>;
  } catch {
    return {}; // a browser that keeps nothing
  }
}

function keep(key: string, value: string | undefined): void {
  try {
    if (value === undefined) sessionStorage.removeItem(key);
    else sessionStorage.setItem(key, value);
  } catch {
    // it stays where it is typed
  }
}
