import { useSyncExternalStore } from 'react';

import { onDeviceChange, refusesToKeep } from './device-store.js';

/** Whether what is typed is kept on this device too. */
export const useKeptOnDevice = (): boolean => !useSyncExternalStore(onDeviceChange, refusesToKeep);
