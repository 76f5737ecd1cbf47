import { getRouteApi } from '@tanstack/react-router';

/** Of the grid, for what is on its page and what opens over it: the route itself knows of them. */
export const matrixAddress = getRouteApi('/matrix/$matrix/v/$version');
