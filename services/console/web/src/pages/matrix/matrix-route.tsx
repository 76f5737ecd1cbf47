import { createRoute, lazyRouteComponent } from '@tanstack/react-router';

import { rootRoute } from '../../shell/root-route.js';
import { matrixSearchOf } from './address/matrix-search.js';

/** Goes on to the newest version that is published of the matrix by which one is assessed, else of the first. */
export const matrixIndexRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/matrix',
  component: lazyRouteComponent(() => import('./matrix-index-page.js'), 'MatrixIndexPage'),
});

export const matrixRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/matrix/$matrix/v/$version',
  validateSearch: matrixSearchOf,
  staticData: { isOnePage: true },
  component: lazyRouteComponent(() => import('./matrix-page.js'), 'MatrixPage'),
});

/** The permalink of a cell: the same page, with the cell open over it. */
export const cellRoute = createRoute({
  getParentRoute: () => matrixRoute,
  path: 'c/$code/l/$level',
  component: lazyRouteComponent(() => import('./cell/cell-dialog.js'), 'CellDialog'),
});
