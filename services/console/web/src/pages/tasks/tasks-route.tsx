import { createRoute, lazyRouteComponent } from '@tanstack/react-router';

import { wantMessages } from '../../i18n/language.js';
import { rootRoute } from '../../shell/root-route.js';

export const tasksRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/',
  beforeLoad: () => wantMessages('tasks'),
  component: lazyRouteComponent(() => import('./tasks-page.js'), 'TasksPage'),
});
