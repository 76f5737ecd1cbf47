/** Whether a modal dialog lies over the page: what is under it is out of reach, whatever has the focus. */
export const isUnderDialog = (): boolean => document.querySelector('dialog:modal, [aria-modal="true"]') !== null;
