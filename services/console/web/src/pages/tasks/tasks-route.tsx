import { createRoute, lazyRouteComponent } from '@tanstack/react-router';

import { rootRoute } from '../../app/root-route.js';
import { wantMessages } from '../../i18n/language.js';

export const tasksRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/',
  beforeLoad: () => wantMessages('tasks'),
  component: lazyRouteComponent(() => import('./tasks-page.js'), 'TasksPage'),
});
