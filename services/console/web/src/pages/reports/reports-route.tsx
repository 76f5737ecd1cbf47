import { createRoute, lazyRouteComponent } from '@tanstack/react-router';

import { rootRoute } from '../../app/root-route.js';
import { heatmapSearch, reportSearch } from './report-search.js';

export const distributionRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/reports/distribution',
  validateSearch: reportSearch,
  component: lazyRouteComponent(() => import('./distribution-page.js'), 'DistributionPage'),
});

export const heatmapRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/reports/heatmap',
  validateSearch: heatmapSearch,
  component: lazyRouteComponent(() => import('./heatmap-page.js'), 'HeatmapPage'),
});
