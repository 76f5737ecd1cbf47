import { createRoute, lazyRouteComponent } from '@tanstack/react-router';

import { matrixRoute } from './matrix-route.js';

// Dialogs over the grid of a draft, each at an address of its own.

export const competencyRoute = createRoute({
  getParentRoute: () => matrixRoute,
  path: 'c/$code',
  component: lazyRouteComponent(() => import('../matrix-edit/competency/competency-dialog.js'), 'CompetencyDialog'),
});

export const addCompetencyRoute = createRoute({
  getParentRoute: () => matrixRoute,
  path: 'add-competency',
  component: lazyRouteComponent(() => import('../matrix-edit/competency/add-competency-dialog.js'), 'AddCompetencyDialog'),
});

export const levelRoute = createRoute({
  getParentRoute: () => matrixRoute,
  path: 'l/$level',
  component: lazyRouteComponent(() => import('../matrix-edit/frame/level-dialog.js'), 'LevelDialog'),
});

export const termsRoute = createRoute({
  getParentRoute: () => matrixRoute,
  path: 'terms',
  component: lazyRouteComponent(() => import('../matrix-edit/terms/terms-dialog.js'), 'TermsDialog'),
});

export const frameRoute = createRoute({
  getParentRoute: () => matrixRoute,
  path: 'frame',
  component: lazyRouteComponent(() => import('../matrix-edit/frame/frame-dialog.js'), 'FrameDialog'),
});
