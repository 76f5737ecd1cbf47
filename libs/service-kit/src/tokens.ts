// What the kit hands to whoever asks Nest for it.

/** The pino logger of the process: `@Inject(LOGGER) logger: Logger`. */
export const LOGGER = Symbol('rung logger');
/** The prom-client registry of the process. */
export const REGISTRY = Symbol('rung registry');
/** `@Inject(CLOCK) clock: Clock` */
export const CLOCK = Symbol('rung clock');
/** The secret that opaque person ids are made with. */
export const PERSON_ID_SECRET = Symbol('rung person id secret');
/** The TokenVerifier of the process. */
export const TOKEN_VERIFIER = Symbol('rung token verifier');
/** Where /metrics is served when it has a port of its own. */
export const METRICS_ADDRESS = Symbol('rung metrics address');
