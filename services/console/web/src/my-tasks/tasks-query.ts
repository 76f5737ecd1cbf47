import { queryOptions } from '@tanstack/react-query';

import { api, body } from '../api/client.js';
import type { components } from '../api/schema.js';
import { onDeviceOf } from '../drafts/device/device-copies.js';

export type Task = components['schemas']['TaskList']['tasks'][number];

export const tasksQuery = queryOptions({ queryKey: ['tasks'], queryFn: () => body(api.GET('/tasks')) });

/** Looked up whenever the page is come to, without a network too. */
export const onDeviceQuery = (person: string) =>
  queryOptions({ queryKey: ['on-device', person], queryFn: () => onDeviceOf(person), staleTime: 0, networkMode: 'always' });
