/** The pool of the service's own database. */
export const POOL = Symbol('reporting pool');
/** The ViewCache of the grades. */
export const GRADE_CACHE = Symbol('reporting grade cache');
/** Other services' topics, as this service keeps them. */
export const INBOXES = Symbol('reporting inboxes');
/** All that is folded from the inboxes. */
export const PROJECTIONS = Symbol('reporting projections');
