// Who acts: what a verified access token says about its bearer.

/** The roles that an access token may carry. A role that is not here is ignored. */
export const roles = ['hr', 'matrix-editor', 'analyst', 'operator'] as const;
export type Role = (typeof roles)[number];

export interface Actor {
  /** The organisation's key of the person: the token's `sub`. Stays out of events, logs and views. */
  readonly subject: string;
  /** The opaque id of the same person, a UUID. */
  readonly personId: string;
  readonly roles: ReadonlySet<Role>;
}

export function isRole(value: unknown): value is Role {
  return roles.some((role) => role === value);
}
