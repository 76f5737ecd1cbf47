import { createRoute, lazyRouteComponent } from '@tanstack/react-router';

import { versionIn } from '../../address/search-params.js';
import { rootRoute } from '../../shell/root-route.js';

export const matrixMigrationRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/matrix/$matrix/v/$version/migration',
  /** The earlier version; where it is not named, the one before. */
  validateSearch: (search: Readonly<Record<string, unknown>>): { readonly from?: number } => ({ from: versionIn(search['from']) }),
  staticData: { isOnePage: true },
  component: lazyRouteComponent(() => import('./matrix-migration-page.js'), 'MatrixMigrationPage'),
});
