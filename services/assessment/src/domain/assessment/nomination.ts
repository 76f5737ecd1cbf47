// Who may assess whom in which role.
import type { RaterRole } from '@rung/contracts';

/** Who is named, and what they are to the participant. */
export interface Nominee {
  readonly person: string;
  /** Their own manager, by the directory; undefined for somebody whom it does not have. */
  readonly manager: string | null | undefined;
  /** Somewhere in the chain of managers above the participant, today. */
  readonly isAbove: boolean;
  /** What they assess this participant as already. */
  readonly roles: readonly RaterRole[];
}

/**
 * Why somebody cannot assess a participant in a role; undefined when they can.
 * @param participant by opaque id, with the manager that was frozen at the launch.
 * @param byHr whether HR names them: nobody else gives a participant another manager.
 */
export function whyNoRater(
  role: RaterRole,
  participant: { readonly person: string; readonly manager: string | null },
  nominee: Nominee,
  byHr: boolean,
): string | undefined {
  if (nominee.manager === undefined) return 'The directory has no such person.';
  if (nominee.person === participant.person && role !== 'self') return 'Nobody rates themselves but in the role "self".';
  switch (role) {
    case 'self':
      return nominee.person === participant.person ? undefined : 'The role "self" is the participant\'s alone.';
    case 'peer':
      if (nominee.person === participant.manager || nominee.isAbove) return 'A manager of the participant, direct or above, is no peer.';
      return nominee.roles.includes('manager') ? 'This person assesses the participant as the manager.' : undefined;
    case 'upward':
      return nominee.manager === participant.person ? undefined : 'Only who reports to the participant rates upward.';
    case 'manager':
      if (nominee.person === participant.manager) return undefined;
      if (!byHr) return 'Only HR names another manager than the one of the directory.';
      return nominee.roles.some((other) => other !== 'manager') ? 'This person assesses the participant in another role.' : undefined;
  }
}
