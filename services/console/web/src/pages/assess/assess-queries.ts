import { queryOptions } from '@tanstack/react-query';

import { api, body } from '../../api/client.js';
import type { components } from '../../api/schema.js';

export type AssessmentForm = components['schemas']['AssessmentForm'];
export type FormCell = AssessmentForm['asked'][number];

export const formQuery = (assessment: string) =>
  queryOptions({ queryKey: ['assessment', assessment], queryFn: () => body(api.GET('/assessments/{assessment}', { params: { path: { assessment } } })) });
