import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';

import { GroupNames } from '../../i18n/use-group-name.js';
import { gridQuery } from '../../matrices/matrix-queries.js';
import type { Grade } from './explanation/grade-view.js';

/** Calls groups as the version calls them that the grade was decided on; until that is there, and of old grades, by their codes. */
export function GroupsAsCalled({ matrix, children }: { readonly matrix: Grade['matrix']; readonly children: ReactNode }) {
  const { data: grid } = useQuery({ ...gridQuery(matrix?.id ?? '', matrix?.version ?? 0), enabled: matrix !== null });
  return <GroupNames value={grid?.groupNames ?? {}}>{children}</GroupNames>;
}
