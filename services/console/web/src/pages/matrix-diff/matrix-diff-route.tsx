import { createRoute, lazyRouteComponent } from '@tanstack/react-router';

import { versionIn } from '../../address/search-params.js';
import { rootRoute } from '../../shell/root-route.js';

export interface MatrixDiffSearch {
  /** Versions; where they are not named, the two newest that the person may see. */
  readonly from?: number;
  readonly to?: number;
}

export const matrixDiffRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/matrix/$matrix/diff',
  validateSearch: (search: Readonly<Record<string, unknown>>): MatrixDiffSearch => ({ from: versionIn(search['from']), to: versionIn(search['to']) }),
  staticData: { isOnePage: true },
  component: lazyRouteComponent(() => import('./matrix-diff-page.js'), 'MatrixDiffPage'),
});
