import { useSuspenseQuery } from '@tanstack/react-query';

import { sessionQuery, type Role, type Session } from './session.js';

/** Of a page behind the sign-in. @throws Error elsewhere */
export function useSession(): Session & { readonly has: (role: Role) => boolean } {
  const { data } = useSuspenseQuery(sessionQuery);
  if (data === null) throw new Error('Nobody is signed in here.');
  return { ...data, has: (role) => data.person.roles.includes(role) };
}
