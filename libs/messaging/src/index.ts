// From log to view: the relay, the bus, the inbox, projections and parking.
export * from './event-bus.js';
export * from './feed.js';
