import { createRoute, lazyRouteComponent } from '@tanstack/react-router';

import { matrixRoute } from '../matrix/matrix-route.js';

// Dialogs over the grid of a draft, each at an address of its own.

export const competencyRoute = createRoute({
  getParentRoute: () => matrixRoute,
  path: 'c/$code',
  component: lazyRouteComponent(() => import('./competency-dialog.js'), 'CompetencyDialog'),
});

export const addCompetencyRoute = createRoute({
  getParentRoute: () => matrixRoute,
  path: 'add-competency',
  component: lazyRouteComponent(() => import('./add-competency-dialog.js'), 'AddCompetencyDialog'),
});

export const levelRoute = createRoute({
  getParentRoute: () => matrixRoute,
  path: 'l/$level',
  component: lazyRouteComponent(() => import('./level-dialog.js'), 'LevelDialog'),
});

export const termsRoute = createRoute({
  getParentRoute: () => matrixRoute,
  path: 'terms',
  component: lazyRouteComponent(() => import('./terms-dialog.js'), 'TermsDialog'),
});

export const frameRoute = createRoute({
  getParentRoute: () => matrixRoute,
  path: 'frame',
  component: lazyRouteComponent(() => import('./frame-dialog.js'), 'FrameDialog'),
});
