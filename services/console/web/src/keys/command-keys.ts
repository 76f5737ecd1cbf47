import { useHotkeys, type HotkeyItem } from '@mantine/hooks';

import { isUnderDialog } from './under-dialog.js';

/** Keys of the page with a modifier, which act while one types as well; none while a dialog lies over it. */
export function useCommandKeys(keys: readonly HotkeyItem[]): void {
  useHotkeys(keys.map(([key, act, options]) => [key, (event) => !isUnderDialog() && act(event), options]), []);
}
