import { approver } from '@rung/contracts';
import { readConfig, serviceConfig, wholeKafkaAccess } from '@rung/service-kit';
import { z } from 'zod';

const schema = serviceConfig.extend({
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).describe('the database rung_matrix'),
  LANES: z.coerce.number().int().min(1).max(64).default(4).describe('of the log; fixed when it is created'),
  MATRIX_APPROVER: approver.default('nobody').describe('who approves drafts before they are published: nobody has to, another editor, or hr'),
  PORT: z.coerce.number().int().min(0).max(65_535).default(7401),
}).superRefine(wholeKafkaAccess);

/** @throws nothing: prints what is wrong and ends the process. */
export function config(): z.infer<typeof schema> {
  return readConfig(schema, process.env);
}
