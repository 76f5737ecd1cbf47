import type { QueryClient } from '@tanstack/react-query';
import { createRootRouteWithContext } from '@tanstack/react-router';

import { Failure, Forbidden, Loading } from '../page-parts/states.js';
import { sessionQuery } from '../session/session.js';
import { Shell } from './shell.js';

export interface RouterContext {
  readonly queryClient: QueryClient;
}

export const rootRoute = createRootRouteWithContext<RouterContext>()({
  loader: ({ context }) => context.queryClient.ensureQueryData(sessionQuery),
  component: Shell,
  pendingComponent: () => <Loading />,
  errorComponent: ({ error, reset }) => <Failure error={error} retry={reset} />,
  notFoundComponent: Forbidden,
});
