// Three tiers, told apart by the suffix of the file: pure specs, specs on one real server, stories of the whole system.
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('.', import.meta.url)).replace(/\/$/, '');
const sharedServers = {
  globalSetup: `${root}/libs/testing/src/jest-global-setup.ts`,
  globalTeardown: `${root}/libs/testing/src/jest-global-teardown.ts`,
};

const swc = {
  jsc: {
    target: 'es2022',
    parser: { syntax: 'typescript', decorators: true },
    transform: { legacyDecorator: true, decoratorMetadata: true },
    keepClassNames: true,
  },
};

// CommonJS packages (@fastify/static) require this one, which is ESM only; Jest cannot follow that before Node 24.9.
const esmOnlyButRequired = 'content-disposition';

const everyTier = {
  rootDir: root,
  roots: ['<rootDir>/libs', '<rootDir>/services', '<rootDir>/test'],
  testEnvironment: 'node',
  testEnvironmentOptions: { customExportConditions: ['rung-source', 'node', 'node-addons'] },
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  transform: {
    [`/node_modules/${esmOnlyButRequired}/.+\\.js$`]: ['@swc/jest', { module: { type: 'commonjs' } }],
    '\\.ts$': ['@swc/jest', swc],
  },
  setupFilesAfterEnv: ['<rootDir>/test/tooling/tier-timeout.js'],
  transformIgnorePatterns: [`/node_modules/(?!${esmOnlyButRequired}/)`],
  modulePathIgnorePatterns: ['/dist/', '<rootDir>/test/bench/peers/'],
  testPathIgnorePatterns: ['/node_modules/', '/dist/'],
};

const onServers = existsSync(sharedServers.globalSetup) ? sharedServers : {};

/** @type {import('jest').Config} */
export default {
  maxWorkers: 2,
  testSequencer: `${root}/test/run/slowest-first.js`,
  projects: [
    {
      ...everyTier,
      displayName: 'unit',
      testMatch: ['**/*.spec.ts'],
      testPathIgnorePatterns: [...everyTier.testPathIgnorePatterns, '\\.(int|e2e)\\.spec\\.ts$'],
      globals: { tierTimeoutMs: 60_000 },
    },
    {
      ...everyTier,
      ...onServers,
      displayName: 'integration',
      testMatch: ['**/*.int.spec.ts'],
      globals: { tierTimeoutMs: 180_000 },
    },
    {
      ...everyTier,
      ...onServers,
      displayName: 'e2e',
      testMatch: ['**/*.e2e.spec.ts'],
      globals: { tierTimeoutMs: 600_000 },
    },
  ],
};
