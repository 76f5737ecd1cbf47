/** The service's own event log. */
export const EVENT_LOG = Symbol('assessment event log');
/** The pool of the service's own database, for set-based SQL. */
export const POOL = Symbol('assessment pool');
/** The key that the sealing keys are wrapped under: 32 bytes. */
export const KEY_ENCRYPTION_KEY = Symbol('assessment key-encryption key');
