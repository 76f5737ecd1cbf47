import { createRoute, lazyRouteComponent } from '@tanstack/react-router';

import { wantMessages } from '../../i18n/language.js';
import { rootRoute } from '../../shell/root-route.js';
import { importSearchOf } from './address/import-search.js';

export const importRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/admin/matrix/import',
  validateSearch: importSearchOf,
  beforeLoad: () => wantMessages('import'),
  component: lazyRouteComponent(() => import('./import-page.js'), 'ImportPage'),
});
