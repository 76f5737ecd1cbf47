import { IconChartBar, IconFileImport, IconGridDots, IconListCheck, IconStairsUp, IconTable, IconTablePlus, IconUsers, IconUsersGroup, type Icon } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';

import type { MessageId } from '../../i18n/message-id.js';
import { leadsQuery } from '../../my-cycles/my-cycles-query.js';
import type { Role } from '../../session/session.js';
import { useSession } from '../../session/use-session.js';

export interface Destination {
  readonly to: '/' | '/me/grade' | '/me/people' | '/matrix' | '/reports/distribution' | '/reports/heatmap' | '/people' | '/admin/matrix/new' | '/admin/matrix/import';
  readonly name: MessageId;
  readonly icon: Icon;
  /** The letter after `g` that goes there. */
  readonly key: string;
  /** Absent for everybody; `leads` is who has people below. */
  readonly role?: Role | 'leads';
}

export const destinations: readonly Destination[] = [
  { to: '/', name: 'shell.nav.tasks', icon: IconListCheck, key: 't' },
  { to: '/me/grade', name: 'grade.title', icon: IconStairsUp, key: 'g' },
  { to: '/matrix', name: 'matrix.title', icon: IconTable, key: 'm' },
  { to: '/me/people', name: 'my-people.title', icon: IconUsersGroup, key: 'w', role: 'leads' },
  { to: '/reports/distribution', name: 'reports.nav.distribution', icon: IconChartBar, key: 'd', role: 'hr' },
  { to: '/reports/heatmap', name: 'reports.nav.heatmap', icon: IconGridDots, key: 'h', role: 'hr' },
  { to: '/people', name: 'people.title', icon: IconUsers, key: 'p', role: 'hr' },
  { to: '/admin/matrix/new', name: 'new.title', icon: IconTablePlus, key: 'n', role: 'matrix-editor' },
  { to: '/admin/matrix/import', name: 'import.title', icon: IconFileImport, key: 'i', role: 'matrix-editor' },
];

/** What the reader may go to. */
export function useDestinations(): readonly Destination[] {
  const { has } = useSession();
  const { data: leads = false } = useQuery(leadsQuery);
  return destinations.filter(({ role }) => role === undefined || (role === 'leads' ? leads : has(role)));
}
