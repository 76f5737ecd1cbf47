import { queryOptions } from '@tanstack/react-query';

import { api, body } from '../../api/client.js';

export const tasksQuery = queryOptions({ queryKey: ['tasks'], queryFn: () => body(api.GET('/tasks')) });
