// From log to view: the relay, the bus, the inbox, projections and parking.
export * from './event-bus.js';
export * from './feed.js';
export * from './inbox/inbox.js';
export * from './kafka/ensure-acls.js';
export * from './kafka/ensure-topics.js';
export * from './kafka/kafka-bus.js';
export * from './log-feed.js';
export * from './log-tail-bus.js';
export * from './logger.js';
export * from './loop.js';
export * from './messaging-sql.js';
export * from './projection/projection.js';
export * from './projection/projector.js';
export * from './reaction/reaction.js';
export * from './reaction/reactor.js';
export * from './relay/relay.js';
export * from './transaction.js';
