import type { RequestContext } from '@rung/service-kit';

import { tracelessCommandId } from './derived-ids.js';

/** The stored idempotency key must not be the client's: that one may be written down beside the rater's name. */
export function withoutTraces(context: RequestContext, secret: Buffer, assessmentId: string): RequestContext {
  if (context.commandId === undefined) return context;
  return { ...context, commandId: tracelessCommandId(secret, assessmentId, context.commandId) };
}
