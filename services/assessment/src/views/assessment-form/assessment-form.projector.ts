import { assessmentTopicEvents, type AssessmentEvent, type AssessmentTopicEvent, type MatrixPin } from '@rung/contracts';
import type { Feed, Projection } from '@rung/messaging';

import type { AssessmentForm } from './assessment-form.entity.js';

/** What a form becomes by an event of its assessment. Pure; an event that it has seen changes nothing. */
export function projectForm(form: AssessmentForm | undefined, event: AssessmentEvent, version: number): AssessmentForm | undefined {
  if (event.type === 'AssessmentOpened') {
    const { assessment, review, role, asked, offered, chooses } = event.data;
    return form ?? { assessment, review, role, asked, offered, chooses, state: 'open', version };
  }
  if (form === undefined || version <= form.version) return form;
  switch (event.type) {
    case 'AssessmentSubmitted':
      return { ...form, state: 'submitted', version };
    case 'AssessmentClosed':
      return { ...form, state: 'closed', version };
  }
}

/** Keeps the forms, and which version of a matrix each review is about. */
export function assessmentFormProjection(feed: Feed): Projection {
  return {
    name: 'assessment-form',
    feed,
    async project(recorded, tx) {
      const changes: { event: AssessmentEvent; version: number }[] = [];
      const matrices: { review: string; matrix: MatrixPin }[] = [];
      for (const stored of recorded) {
        const event = assessmentTopicEvents.read(stored);
        if (event.type === 'ReviewLaunched') matrices.push({ review: event.data.review, matrix: event.data.matrix });
        if (isOfAssessment(event)) changes.push({ event, version: stored.streamVersion });
      }
      const { rows } = await tx.query<AssessmentForm>('select * from assessment_forms where assessment = any($1::uuid[])', [
        [...new Set(changes.map(({ event }) => event.data.assessment))],
      ]);
      const touched = new Map(rows.map((row) => [row.assessment, row]));
      for (const { event, version } of changes) {
        const next = projectForm(touched.get(event.data.assessment), event, version);
        if (next !== undefined) touched.set(next.assessment, next);
      }
      await tx.query(
        `insert into assessment_forms (assessment, review, role, asked, offered, chooses, state, version)
         select assessment, review, role, asked, offered, chooses, state, version from jsonb_to_recordset($1::jsonb) as form
           (assessment uuid, review uuid, role text, asked jsonb, offered jsonb, chooses integer, state text, version integer)
         on conflict (assessment) do update set state = excluded.state, version = excluded.version
         where assessment_forms.version < excluded.version`,
        [JSON.stringify([...touched.values()])],
      );
      await tx.query(
        `insert into form_matrices (review, matrix)
         select review, matrix from jsonb_to_recordset($1::jsonb) as row (review uuid, matrix jsonb) on conflict do nothing`,
        [JSON.stringify(matrices)],
      );
    },
  };
}

function isOfAssessment(event: AssessmentTopicEvent): event is AssessmentEvent {
  return event.type === 'AssessmentOpened' || event.type === 'AssessmentSubmitted' || event.type === 'AssessmentClosed';
}
