import { z } from 'zod';

/** What every command answers: the version that it left its stream at, which a view can be asked for. */
export const answered = z.object({ version: z.int().describe('For `?atLeast=` of the view, and for If-Match') }).meta({ id: 'Answered' });
export type Answered = z.infer<typeof answered>;
