import { QueryClient } from '@tanstack/react-query';
import { createRouter } from '@tanstack/react-router';

import { ApiError } from '../api/problem.js';
import { Failure, Forbidden, Loading } from '../page-parts/states.js';
import { assessRoute } from '../pages/assess/assess-route.js';
import { myGradeRoute, personGradeRoute } from '../pages/grade/grade-route.js';
import { importRoute } from '../pages/import/import-route.js';
import { matrixDiffRoute } from '../pages/matrix-diff/matrix-diff-route.js';
import { matrixHistoryRoute } from '../pages/matrix-history/matrix-history-route.js';
import { matrixMigrationRoute } from '../pages/matrix-migration/matrix-migration-route.js';
import { matrixNewRoute } from '../pages/matrix-new/matrix-new-route.js';
import { addCompetencyRoute, competencyRoute, frameRoute, levelRoute, termsRoute } from '../pages/matrix/edit-routes.js';
import { cellRoute, matrixIndexRoute, matrixRoute } from '../pages/matrix/matrix-route.js';
import { myPeopleRoute } from '../pages/my-people/my-people-route.js';
import { peopleRoute } from '../pages/people/people-route.js';
import { distributionRoute, heatmapRoute } from '../pages/reports/reports-route.js';
import { tasksRoute } from '../pages/tasks/tasks-route.js';
import { rootRoute } from '../shell/root-route.js';

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 10_000,
      // a refusal stays one however often it is asked for
      retry: (count, error) => count < 2 && error instanceof ApiError && (error.isUnreachable || error.status >= 500),
    },
  },
});

export const router = createRouter({
  routeTree: rootRoute.addChildren([
    tasksRoute,
    assessRoute,
    myGradeRoute,
    personGradeRoute,
    peopleRoute,
    myPeopleRoute,
    matrixIndexRoute,
    matrixRoute.addChildren([cellRoute, competencyRoute, addCompetencyRoute, levelRoute, frameRoute, termsRoute]),
    matrixHistoryRoute,
    matrixMigrationRoute,
    matrixNewRoute,
    matrixDiffRoute,
    distributionRoute,
    heatmapRoute,
    importRoute,
  ]),
  context: { queryClient },
  defaultPreload: 'intent',
  defaultPendingComponent: () => <Loading />,
  defaultErrorComponent: ({ error, reset }) => <Failure error={error} retry={reset} />,
  defaultNotFoundComponent: Forbidden,
  scrollRestoration: true,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }

  interface StaticDataRouteOption {
    /** Whatever its parameters, and whatever opens over it, it is one page: the focus stays where it is. */
    readonly isOnePage?: boolean;
  }
}
