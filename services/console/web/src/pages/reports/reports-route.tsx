import { createRoute, lazyRouteComponent } from '@tanstack/react-router';

import { rootRoute } from '../../shell/root-route.js';
import { heatmapSearch, reportSearch } from './frame/report-search.js';

export const distributionRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/reports/distribution',
  validateSearch: reportSearch,
  component: lazyRouteComponent(() => import('./distribution/distribution-page.js'), 'DistributionPage'),
});

export const heatmapRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/reports/heatmap',
  validateSearch: heatmapSearch,
  component: lazyRouteComponent(() => import('./heatmap/heatmap-page.js'), 'HeatmapPage'),
});
