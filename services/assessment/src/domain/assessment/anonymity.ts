import type { RaterRole } from '@rung/contracts';

/** Whether nothing may link an answer in this role to its author: no actor, no correlation, the day in place of the time. */
export function isAnonymous(role: RaterRole): boolean {
  switch (role) {
    case 'peer':
    case 'upward':
      return true;
    case 'self':
    case 'manager':
      return false;
  }
}
