import { approver } from '@rung/contracts';
import { z } from 'zod';

export const approvalBody = z
  .strictObject({ revision: z.int().positive().describe('The `revision` of the grid that you read: that, and nothing else, is approved') })
  .meta({ id: 'DraftApproval' });
export type ApprovalBody = z.infer<typeof approvalBody>;

export const policyBody = z
  .strictObject({ approver: approver.describe('Who approves drafts: `nobody` has to, another `editor` than those who changed it, or `hr`. The organisation may demand more') })
  .meta({ id: 'ApprovalPolicy' });
export type PolicyBody = z.infer<typeof policyBody>;
