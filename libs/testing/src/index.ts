// What the tests share: real servers, a clock to set, and patience.
export { eventually, type Patience } from './eventually.js';
export { fakeClock, type FakeClock } from './fake-clock.js';
export { postgresForTests, type TestDatabase } from './postgres-for-tests.js';
export { type MissingRecord } from './run-directory.js';
