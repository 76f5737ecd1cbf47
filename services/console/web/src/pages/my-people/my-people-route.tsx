import { createRoute, lazyRouteComponent } from '@tanstack/react-router';

import { textIn } from '../../address/search-params.js';
import { rootRoute } from '../../shell/root-route.js';

export interface MyPeopleSearch {
  /** Parts of a name. */
  readonly q?: string;
}

export const myPeopleRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/me/people',
  validateSearch: ({ q }: Readonly<Record<string, unknown>>): MyPeopleSearch => ({ q: textIn(q) }),
  component: lazyRouteComponent(() => import('./my-people-page.js'), 'MyPeoplePage'),
});
