import { Inject, Injectable } from '@nestjs/common';
import { assessmentStreamEvents, ratingValue } from '@rung/contracts';
import type { EventLog } from '@rung/event-store';
import { z } from 'zod';

import { SealingKeys } from '../../privacy/sealing-keys.js';
import { assessmentStream } from '../../streams.js';
import { EVENT_LOG } from '../../tokens.js';

export const submittedAnswer = z.object({
  competency: z.string(),
  level: z.string().describe('The code of the level that the cell starts at'),
  value: ratingValue,
  cites: z.array(z.uuid()),
  observation: z.string().nullable().describe('Null where there were no words, or they were forgotten'),
  forgotten: z.boolean().describe('Whether there were words, and their key was destroyed'),
});
export type SubmittedAnswer = z.infer<typeof submittedAnswer>;

/** What a rater has submitted. It is read where it stands, in the log: a table would be a second copy of what everybody said of everybody. */
@Injectable()
export class SubmittedAnswers {
  constructor(
    @Inject(EVENT_LOG) private readonly log: EventLog,
    private readonly keys: SealingKeys,
  ) {}

  /** Only for who has shown to be the rater. @returns the answers in the order in which they were given; none before the submission. */
  async of(assessment: string): Promise<SubmittedAnswer[]> {
    const { streamId } = assessmentStream(assessment);
    for (const recorded of await this.log.readStream(streamId)) {
      const event = assessmentStreamEvents.read(recorded);
      if (event.type !== 'AssessmentSubmitted') continue;
      const { ratings } = event.data;
      const sealed = ratings.flatMap(({ observation }) => (observation === null ? [] : [{ sealed: observation, eventId: recorded.eventId }]));
      const words = new Map((await this.keys.unsealAll(sealed)).map((text, at) => [sealed[at]!.sealed, text]));
      return ratings.map(({ observation, ...rating }) => {
        const text = observation === null ? null : (words.get(observation) ?? null);
        return { ...rating, observation: text, forgotten: observation !== null && text === null };
      });
    }
    return [];
  }
}
