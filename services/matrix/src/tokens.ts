/** The service's own event log. */
export const EVENT_LOG = Symbol('matrix event log');
