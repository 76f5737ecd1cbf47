import type { ProblemCode } from '@rung/contracts';
import { DomainError } from '@rung/event-sourcing';

import { blamesTheEvent } from '../failure.js';

/** Refusals that pass by themselves: what they miss is on its way, or was busy. The lane waits for them. */
const passingRefusals: ReadonlySet<string> = new Set<ProblemCode>(['matrix-version-unknown', 'unavailable', 'version-conflict']);

export const isPassing = (error: unknown): boolean => error instanceof DomainError && passingRefusals.has(error.code);

/** Whether trying again may help without anybody's doing: the surroundings are to blame, or the refusal passes. */
export const mayPass = (error: unknown): boolean => isPassing(error) || !blamesTheEvent(error);
