import { createRoute, lazyRouteComponent } from '@tanstack/react-router';

import { rootRoute } from '../../shell/root-route.js';
import { peopleSearch } from './people-search.js';

export const peopleRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/people',
  validateSearch: peopleSearch,
  component: lazyRouteComponent(() => import('./people-page.js'), 'PeoplePage'),
});
