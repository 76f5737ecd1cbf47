/** One topic per service that has facts to tell; a partition per lane; key = stream id; CloudEvents 1.0, binary mode. */
export const topics = {
  matrix: 'rung.matrix.events',
  assessment: 'rung.assessment.events',
} as const;
export type Topic = (typeof topics)[keyof typeof topics];
