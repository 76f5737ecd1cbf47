import { IconChartBar, IconFileImport, IconGridDots, IconListCheck, IconStairsUp, IconTable, IconTablePlus, IconUsers, type Icon } from '@tabler/icons-react';

import type { MessageId } from '../../i18n/message-id.js';
import type { Role } from '../../session/session.js';

export interface Destination {
  readonly to: '/' | '/me/grade' | '/matrix' | '/reports/distribution' | '/reports/heatmap' | '/people' | '/admin/matrix/new' | '/admin/matrix/import';
  readonly name: MessageId;
  readonly icon: Icon;
  /** The letter after `g` that goes there. */
  readonly key: string;
  /** Absent for everybody. */
  readonly role?: Role;
}

export const destinations: readonly Destination[] = [
  { to: '/', name: 'shell.nav.tasks', icon: IconListCheck, key: 't' },
  { to: '/me/grade', name: 'grade.title', icon: IconStairsUp, key: 'g' },
  { to: '/matrix', name: 'matrix.title', icon: IconTable, key: 'm' },
  { to: '/reports/distribution', name: 'reports.nav.distribution', icon: IconChartBar, key: 'd', role: 'hr' },
  { to: '/reports/heatmap', name: 'reports.nav.heatmap', icon: IconGridDots, key: 'h', role: 'hr' },
  { to: '/people', name: 'people.title', icon: IconUsers, key: 'p', role: 'hr' },
  { to: '/admin/matrix/new', name: 'new.title', icon: IconTablePlus, key: 'n', role: 'matrix-editor' },
  { to: '/admin/matrix/import', name: 'import.title', icon: IconFileImport, key: 'i', role: 'matrix-editor' },
];

export const destinationsFor = (has: (role: Role) => boolean): readonly Destination[] => destinations.filter(({ role }) => role === undefined || has(role));
