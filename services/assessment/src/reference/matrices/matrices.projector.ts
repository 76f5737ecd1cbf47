import { matrixEvents, type MatrixEvent } from '@rung/contracts';
import type { Feed, Projection } from '@rung/messaging';

type Published<Type extends MatrixEvent['type']> = Extract<MatrixEvent, { type: Type }>['data'];

/** Keeps what the matrix service publishes; drafts are its own affair. Both tables take their rows in any order. */
export function matricesProjection(feed: Feed): Projection {
  return {
    name: 'matrices',
    feed,
    async project(recorded, tx) {
      const competencies: Published<'CompetencyPublished'>[] = [];
      const manifests: Published<'VersionPublished'>[] = [];
      for (const stored of recorded) {
        const event = matrixEvents.read(stored);
        switch (event.type) {
          case 'CompetencyPublished':
            competencies.push(event.data);
            break;
          case 'VersionPublished':
            manifests.push(event.data);
            break;
          case 'VersionDrafted':
          case 'CompetencyDrafted':
            break;
        }
      }
      await tx.query(
        `insert into matrix_competencies (matrix, version, competency, body)
         select distinct on ("matrixId", version, competency ->> 'id') "matrixId", version, competency ->> 'id', competency
         from jsonb_to_recordset($1::jsonb) as published ("matrixId" text, version integer, competency jsonb)
         on conflict do nothing`,
        [JSON.stringify(competencies)],
      );
      await tx.query(
        `insert into matrix_manifests (matrix, version, hash, frame, competency_ids)
         select "matrixId", version, hash, frame, "competencyIds"
         from jsonb_to_recordset($1::jsonb) as published ("matrixId" text, version integer, hash text, frame jsonb, "competencyIds" jsonb)
         on conflict do nothing`,
        [JSON.stringify(manifests)],
      );
    },
  };
}
