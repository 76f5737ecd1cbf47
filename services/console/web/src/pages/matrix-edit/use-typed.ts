import { useState } from 'react';

interface Typed<Form> {
  readonly form: Form;
  readonly type: (changed: Partial<Form>) => void;
  /** Back to what the draft says. */
  readonly forget: () => void;
  readonly isTyped: boolean;
}

/**
 * What is typed and not saved yet: in this tab it is there again after the dialog was closed, or the page loaded anew.
 * @param place of what, in all matrices.
 * @param saved what the draft says: shown while nothing is typed, so what others save appears.
 */
export function useTyped<Form extends object>(place: string, saved: Form): Typed<Form> {
  const key = `rung.edit.${place}`;
  const [typed, setTyped] = useState(() => read<Form>(key));
  const form = { ...saved, ...typed };
  return {
    form,
    isTyped: typed !== undefined && JSON.stringify(form) !== JSON.stringify(saved),
    type: (changed) => {
      const next = { ...typed, ...changed } as Partial<Form>;
      setTyped(next);
      keep(key, JSON.stringify(next));
    },
    forget: () => {
      setTyped(undefined);
      keep(key, undefined);
    },
  };
}

function read<Form>(key: string): Partial<Form> | undefined {
  try {
    return JSON.parse(sessionStorage.getItem(key) ?? 'null') ?? undefined;
  } catch {
    return undefined; // a browser that keeps nothing
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
