import { queryOptions } from '@tanstack/react-query';

import { api, body } from '../../api/client.js';
import type { components } from '../../api/schema.js';

export type Task = components['schemas']['TaskList']['tasks'][number];

export const tasksQuery = queryOptions({ queryKey: ['tasks'], queryFn: () => body(api.GET('/tasks')) });
