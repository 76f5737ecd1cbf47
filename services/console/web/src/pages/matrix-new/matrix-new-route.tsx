import { createRoute, lazyRouteComponent } from '@tanstack/react-router';

import { rootRoute } from '../../shell/root-route.js';

export const matrixNewRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/admin/matrix/new',
  component: lazyRouteComponent(() => import('./matrix-new-page.js'), 'MatrixNewPage'),
});
