import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';

import { httpOptionsOf, metricsAddressOf } from './run-service.js';
import { serviceConfig } from './service-config.js';

const needed = {
  PORT: '7401',
  KAFKA_BROKERS: 'localhost:9092',
  OIDC_ISSUER: 'https://issuer.example',
  OIDC_JWKS_URL: 'https://issuer.example/jwks',
  PERSON_ID_SECRET: 'a secret of this spec, and only of it',
};
const settingsOf = (env: Record<string, string>) => serviceConfig.extend({ PORT: z.coerce.number() }).parse({ ...needed, ...env });
const optionsOf = (env: Record<string, string>) => httpOptionsOf(settingsOf(env), 'matrix');

describe('A service as a process', () => {
  it('stops at once and says that it is all of the service where the environment says nothing else', () =>
    expect(optionsOf({})).toEqual({ host: '127.0.0.1', port: 7401, drainMs: 0, revision: 'unknown', target: 'matrix' }));

  it('drains, names its commit and its roles as the environment says', () =>
    expect(optionsOf({ DRAIN_MS: '5000', REVISION: 'abc', ROLES: 'api,relay' })).toMatchObject({
      drainMs: 5_000,
      revision: 'abc',
      target: 'matrix:api+relay',
    }));

  it('serves its metrics where the environment says, or beside the API', () => {
    expect(metricsAddressOf(settingsOf({ HOST: '0.0.0.0', METRICS_PORT: '9464' }))).toEqual({ host: '0.0.0.0', port: 9464 });
    expect(metricsAddressOf(settingsOf({}))).toBeUndefined();
  });
});
