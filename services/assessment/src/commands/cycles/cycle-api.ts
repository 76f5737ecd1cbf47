import { cycleId, gradingPolicy, instant, matrixId, orgCode, phase } from '@rung/contracts';
import { code } from '@rung/matrix-model';
import { z } from 'zod';

import { policyFaults } from '../../domain/cycle/policy-faults.js';

export const defaultGroups: readonly string[] = ['soft'];

const peersAsked = z.strictObject({
  groups: z.array(code).max(50).default([...defaultGroups]).describe('Groups that peers answer in full'),
  others: z.int().min(0).max(100).default(8).describe('How many cells of other groups a peer may choose'),
});

const policyBody = z
  .strictObject({
    grading: gradingPolicy.prefault({}),
    phasesOverlap: z.boolean().default(false).describe('Whether all answers are taken while any of the answering phases lasts'),
    deadlines: z
      .strictObject({ self: instant, peer: instant, manager: instant })
      .partial()
      .default({})
      .describe('Until when answers are taken; of a day to come, and in the order of the phases unless they overlap'),
    peersAsked: peersAsked.prefault({}),
  })
  .superRefine((policy, context) => {
    for (const { path, detail } of policyFaults(policy)) context.addIssue({ code: 'custom', path: [...path], message: detail });
  })
  .describe('What is left out is as in the default policy');

export const cycleBody = z
  .strictObject({
    id: cycleId.toLowerCase().optional().describe('Drawn by the service where it is left out'),
    name: z.string().trim().min(1).max(200),
    matrix: z.strictObject({ id: matrixId, version: z.int().min(1).max(999_999_999) }).describe('A published version; the cycle stays with it'),
    population: z
      .strictObject({ units: z.array(orgCode).max(1_000).refine((units) => new Set(units).size === units.length, 'names a unit twice').default([]).describe('These units and all below them; none = everybody') })
      .prefault({}),
    policy: policyBody.prefault({}),
  })
  .meta({ id: 'NewCycle' });
export type CycleBody = z.output<typeof cycleBody>;

export const releaseBody = z
  .strictObject({ confirmedOnly: z.boolean().default(false).describe('Leave out the grades that nobody confirmed, and those that are not proposed') })
  .prefault({})
  .meta({ id: 'Release' });
export type ReleaseBody = z.output<typeof releaseBody>;

export const phaseName = phase;
export const cycleCreated = z.object({ id: cycleId, version: z.int() }).meta({ id: 'CycleCreated' });
export type CreatedCycle = z.infer<typeof cycleCreated>;
