import { matrixEvents, type MatrixEvent } from '@rung/contracts';
import type { Feed, Projection } from '@rung/messaging';

type Published<Type extends MatrixEvent['type']> = Extract<MatrixEvent, { type: Type }>['data'];

/** Keeps the levels and the competencies of published versions; drafts are the matrix service's own affair. */
export function matricesProjection(feed: Feed): Projection {
  return {
    name: 'reporting-matrices',
    feed,
    async project(recorded, tx) {
      const competencies: Published<'CompetencyPublished'>[] = [];
      const manifests: Published<'VersionPublished'>[] = [];
      for (const stored of recorded) {
        const event = matrixEvents.read(stored);
        if (event.type === 'CompetencyPublished') competencies.push(event.data);
        if (event.type === 'VersionPublished') manifests.push(event.data);
      }
      // a published version never changes: whichever comes first stays
      if (competencies.length > 0) {
        await tx.query(
          `insert into published_competencies (matrix_id, version, competency, "group", title)
           select "matrixId", version, competency ->> 'id', competency ->> 'group', competency -> 'title'
           from jsonb_to_recordset($1::jsonb) as published ("matrixId" text, version integer, competency jsonb)
           on conflict do nothing`,
          [JSON.stringify(competencies)],
        );
      }
      if (manifests.length > 0) {
        await tx.query(
          `insert into published_matrices (matrix_id, version, hash, frame, competency_ids)
           select "matrixId", version, hash, frame, "competencyIds" from jsonb_to_recordset($1::jsonb) as published
             ("matrixId" text, version integer, hash text, frame jsonb, "competencyIds" text[])
           on conflict do nothing`,
          [JSON.stringify(manifests)],
        );
      }
    },
  };
}
