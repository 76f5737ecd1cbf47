import { createRoute, lazyRouteComponent } from '@tanstack/react-router';

import { idIn } from '../../address/search-params.js';
import { wantMessages } from '../../i18n/language.js';
import { rootRoute } from '../../shell/root-route.js';

export interface GradeSearch {
  /** The latest one where it is left out. */
  readonly cycle?: string;
  /** Whether the whole evaluation is shown. */
  readonly numbers?: true;
}

function gradeSearch({ cycle, numbers }: Readonly<Record<string, unknown>>): GradeSearch {
  return { cycle: idIn(cycle), ...(numbers === true && { numbers }) };
}

export const myGradeRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/me/grade',
  validateSearch: gradeSearch,
  beforeLoad: () => wantMessages('grade'),
  component: lazyRouteComponent(() => import('./grade-page.js'), 'MyGradePage'),
});

/** The same page for HR and the managers above, of somebody else. */
export const personGradeRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/people/$person/grade',
  validateSearch: gradeSearch,
  beforeLoad: () => wantMessages('grade'),
  component: lazyRouteComponent(() => import('./grade-page.js'), 'PersonGradePage'),
});
