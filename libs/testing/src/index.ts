// What the tests share: real servers, a clock to set, and patience.
export { chromiumForTests } from './chromium-for-tests.js';
export { eventually, type Patience } from './eventually.js';
export { fakeClock, type FakeClock } from './fake-clock.js';
export { kafkaForTests, type TestKafka } from './kafka-for-tests.js';
export { poolerBefore, type Pooler } from './pooler-before.js';
export { madeOnce } from './made-once.js';
export { postgresForTests, type TestDatabase } from './postgres-for-tests.js';
export { redisForTests, type TestRedis } from './redis-for-tests.js';
export { serviceForTests, testPersonIdSecret, type Answer, type Call, type Caller, type ServiceUnderTest } from './service-for-tests.js';
export { type MissingRecord } from './run-directory.js';
export { silentWireTo, type SilentWire } from './silent-wire.js';
