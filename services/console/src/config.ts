import { processConfig, readConfig } from '@rung/service-kit';
import { z } from 'zod';

const loopback = new Set(['localhost', '127.0.0.1', '[::1]']);

/** A cookie that anybody on the way can read is no secret, so plain HTTP is for one's own machine. */
function isSafe(address: string): boolean {
  const { protocol, hostname } = new URL(address);
  return protocol === 'https:' || loopback.has(hostname);
}

const service = z.url({ protocol: /^https?$/ });

const schema = processConfig.extend({
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).describe('the database rung_console'),
  PORT: z.coerce.number().int().min(0).max(65_535).default(7404),
  PUBLIC_URL: z
    .url({ protocol: /^https?$/ })
    .refine(isSafe, 'https, or http on loopback')
    .transform((address) => new URL(address).origin)
    .describe('where people open the console'),
  MATRIX_URL: service,
  ASSESSMENT_URL: service,
  REPORTING_URL: service,
  OIDC_CLIENT_ID: z.string().min(1).default('rung-console'),
  OIDC_CLIENT_SECRET: z.string().min(1).optional().describe('left out for a public client'),
  OIDC_SCOPE: z.string().min(1).default('openid profile offline_access'),
  SESSION_SECRET: z
    .base64()
    .transform((text) => Buffer.from(text, 'base64'))
    .refine((key) => key.length === 32, '32 bytes in base64')
    .describe('what sessions are sealed with; another one ends them all'),
  SESSION_LIFETIME_MS: z.coerce.number().int().min(60_000).default(43_200_000).describe('a session ends after this, whatever happens'),
  SESSION_IDLE_MS: z.coerce.number().int().min(60_000).default(7_200_000).describe('and after this long without a request'),
  WEB_DIR: z.string().min(1).optional().describe('where the built page is; web/dist beside this service unless given'),
});

/** @throws nothing: prints what is wrong and ends the process. */
export function config(): z.infer<typeof schema> {
  return readConfig(schema, process.env);
}
