import { createRoute, lazyRouteComponent } from '@tanstack/react-router';

import { wantMessages } from '../../i18n/language.js';
import { rootRoute } from '../../shell/root-route.js';

export interface AssessSearch {
  /** The cell in focus; the first without an answer where it is left out. */
  readonly at?: string;
  /** Before it is submitted, all of it instead of a cell. */
  readonly review?: true;
}

export const assessRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/assess/$assessment',
  validateSearch: ({ at, review }: Readonly<Record<string, unknown>>): AssessSearch => ({ ...(typeof at === 'string' && { at }), ...(review === true && { review }) }),
  beforeLoad: () => wantMessages('assess'),
  component: lazyRouteComponent(() => import('./assess-page.js'), 'AssessPage'),
  staticData: { isOnePage: true },
});
