import { IconListCheck, IconStairsUp, IconTable, type Icon } from '@tabler/icons-react';

import type { MessageId } from '../i18n/message-id.js';
import type { Role } from '../session/session.js';

export interface Destination {
  readonly to: '/' | '/me/grade' | '/matrix';
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
];

export const destinationsFor = (has: (role: Role) => boolean): readonly Destination[] => destinations.filter(({ role }) => role === undefined || has(role));
