import { getRouteApi } from '@tanstack/react-router';

/** Of the import, for its steps: the route itself knows of them. */
export const importAddress = getRouteApi('/admin/matrix/import');
