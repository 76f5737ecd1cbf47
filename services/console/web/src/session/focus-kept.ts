// Where the focus was when the session ended, for who signs in again at the same tab.
const key = 'rung.focus';

export interface Focus {
  readonly id: string;
  /** How far into the text, where it is one. */
  readonly caret: number | null;
}

export function focusNow(): Focus | undefined {
  const element = document.activeElement;
  if (element === null || element.id === '') return undefined;
  return { id: element.id, caret: element instanceof HTMLTextAreaElement ? element.selectionStart : null };
}

/** Until the page is there again. */
export function keepFocus(focus: Focus | undefined): void {
  try {
    if (focus !== undefined) sessionStorage.setItem(key, JSON.stringify(focus));
  } catch {
    // a browser that keeps nothing begins at the heading
  }
}

/** Once. */
export function focusAgain(): void {
  try {
    const { id, caret } = JSON.parse(sessionStorage.getItem(key) ?? '{}') as Partial<Focus>;
    sessionStorage.removeItem(key);
    const element = id === undefined ? null : document.getElementById(id);
    element?.focus();
    if (element instanceof HTMLTextAreaElement && typeof caret === 'number') element.setSelectionRange(caret, caret);
  } catch {
    // as above
  }
}
