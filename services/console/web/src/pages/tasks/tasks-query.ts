import { queryOptions } from '@tanstack/react-query';

import { api, body } from '../../api/client.js';
import type { components } from '../../api/schema.js';
import { draftedOnDevice } from '../../drafts/device-copies.js';

export type Task = components['schemas']['TaskList']['tasks'][number];

export const tasksQuery = queryOptions({ queryKey: ['tasks'], queryFn: () => body(api.GET('/tasks')) });

/** Looked up whenever the page is come to, without a network too. */
export const draftsOnDeviceQuery = (person: string) =>
  queryOptions({ queryKey: ['drafts-on-device', person], queryFn: () => draftedOnDevice(person), staleTime: 0, networkMode: 'always' });
