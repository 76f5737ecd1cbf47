// The standalone shape and the demo, for the stories that are told of them.
export { demoCompany } from './data-directory/demo-company.js';
export { AlreadyRunning, claimDirectory } from './data-directory/claimed-directory.js';
export type { Acknowledged, DemoServices } from './demo/client/client.js';
export { cycleIdOf } from './demo/demo.js';
export { organisationOf, type Organisation } from './demo/organisation/organisation.js';
export { runDemo, type DemoOptions, type DemoResult } from './demo/run-demo.js';
export { consoleClient, consoleScope } from './launch/console-client.js';
export { createDevIssuer } from './issuer/dev-issuer.js';
export { startIssuer } from './issuer/start-issuer.js';
export { demoPeople } from './launch/demo-people.js';
export type { Running, Start } from './launch/shape.js';
export { Teardown } from './launch/teardown.js';
export { startStandalone } from './standalone/standalone-shape.js';
