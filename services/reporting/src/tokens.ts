/** The pool of the service's own database. */
export const POOL = Symbol('reporting pool');
/** The ViewCache of the grades. */
export const GRADE_CACHE = Symbol('reporting grade cache');
