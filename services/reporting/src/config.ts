import { readConfig, serviceConfig, wholeKafkaAccess } from '@rung/service-kit';
import { z } from 'zod';

const schema = serviceConfig.extend({
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).describe('the database rung_reporting'),
  REDIS_URL: z.url({ protocol: /^rediss?$/ }).describe('where grades are cached'),
  PORT: z.coerce.number().int().min(0).max(65_535).default(7403),
}).superRefine(wholeKafkaAccess);

/** @throws nothing: prints what is wrong and ends the process. */
export function config(): z.infer<typeof schema> {
  return readConfig(schema, process.env);
}
