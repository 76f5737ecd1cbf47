/** The service's own event log. */
export const EVENT_LOG = Symbol('matrix event log');

/** Who approves drafts, at the least, of every matrix of the organisation. */
export const ORGANISATION_APPROVER = Symbol('who approves drafts of matrices');
