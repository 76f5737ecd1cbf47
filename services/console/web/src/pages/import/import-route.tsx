import { createRoute, lazyRouteComponent } from '@tanstack/react-router';

import { rootRoute } from '../../app/root-route.js';
import { wantMessages } from '../../i18n/language.js';
import { importSearchOf } from './import-search.js';

export const importRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/admin/matrix/import',
  validateSearch: importSearchOf,
  beforeLoad: () => wantMessages('import'),
  component: lazyRouteComponent(() => import('./import-page.js'), 'ImportPage'),
});
