// What every service's config.ts reads from the environment, so that one name means one thing everywhere.
import { z } from 'zod';

import { kafkaConfig } from './kafka-config.js';

/** What a process does; a deployment may give each role processes of its own. */
export const role = z.enum(['api', 'relay', 'projector', 'worker']);
export type ProcessRole = z.infer<typeof role>;

const list = z.string().transform((text) => text.split(',').map((part) => part.trim()));

/** Of every process of ours. */
export const processConfig = z.object({
  HOST: z.string().default('127.0.0.1').describe('the address to listen on'),
  METRICS_PORT: z.coerce.number().int().min(0).max(65_535).optional().describe('where /metrics listens; beside the API where it is not set'),
  OIDC_ISSUER: z.url().describe('the iss of access tokens'),
  OIDC_JWKS_URL: z.url().describe('where the public keys of the issuer are'),
  OIDC_AUDIENCE: z.string().min(1).default('rung'),
  PERSON_ID_SECRET: z.string().min(32, 'at least 32 characters').describe('makes opaque ids of person keys; the same in every service'),
  DRAIN_MS: z.coerce.number().int().min(0).max(60_000).default(0).describe('how long a stop says 503 on /ready before it goes on'),
  REVISION: z.string().min(1).default('unknown').describe('the commit that was built'),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error']).default('info'),
});

/** Of a service that has events. */
export const serviceConfig = z.object({
  ...processConfig.shape,
  ROLES: list.pipe(z.array(role).min(1)).default(role.options).describe('which of api, relay, projector, worker; all by default'),
  ...kafkaConfig.shape,
});
