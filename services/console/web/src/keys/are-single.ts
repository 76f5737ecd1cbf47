/** Whether they are letters or signs alone, which can be switched off; arrows, and what is pressed with Ctrl, always act. */
export const areSingle = (keys: readonly string[]): boolean => keys.every((key) => /^[a-z\d?/[\]]$/.test(key));
