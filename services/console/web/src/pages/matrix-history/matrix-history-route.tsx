import { createRoute, lazyRouteComponent } from '@tanstack/react-router';

import { textIn } from '../../address/search-params.js';
import { rootRoute } from '../../shell/root-route.js';

export interface MatrixHistorySearch {
  /** Of this competency alone. */
  readonly competency?: string;
  /** Of cells that are listed at this level, or of the level itself. */
  readonly level?: string;
}

export const matrixHistoryRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/matrix/$matrix/v/$version/history',
  validateSearch: (search: Readonly<Record<string, unknown>>): MatrixHistorySearch => ({ competency: textIn(search['competency']), level: textIn(search['level']) }),
  staticData: { isOnePage: true },
  component: lazyRouteComponent(() => import('./matrix-history-page.js'), 'MatrixHistoryPage'),
});
