import { createRoute, lazyRouteComponent } from '@tanstack/react-router';

import { rootRoute } from '../../app/root-route.js';
import { importSearchOf } from './import-search.js';

export const importRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/admin/matrix/import',
  validateSearch: importSearchOf,
  component: lazyRouteComponent(() => import('./import-page.js'), 'ImportPage'),
});
