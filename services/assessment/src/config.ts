import { readConfig, serviceConfig, wholeKafkaAccess } from '@rung/service-kit';
import { z } from 'zod';

const keyBytes = 32;

const schema = serviceConfig.extend({
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).describe('the database rung_assessment'),
  LANES: z.coerce.number().int().min(1).max(64).default(4).describe('of the log; fixed when it is created'),
  PORT: z.coerce.number().int().min(0).max(65_535).default(7402),
  OPENING_INTERVAL_MS: z.coerce.number().int().min(1).default(10_000).describe('assessments of named raters are opened so often: the rarer, the less it tells'),
  KEY_ENCRYPTION_KEY: z
    .string()
    .transform((text) => Buffer.from(text, 'base64'))
    .refine((key) => key.length === keyBytes, `${keyBytes} bytes in base64`)
    .describe('the keys of free text are kept under it; who loses it has lost the texts'),
}).superRefine(wholeKafkaAccess);

/** @throws nothing: prints what is wrong and ends the process. */
export function config(): z.infer<typeof schema> {
  return readConfig(schema, process.env);
}
