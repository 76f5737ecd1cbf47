import { assessmentTopicEvents, type AssessmentEvent, type AssessmentTopicEvent, type MatrixPin } from '@rung/contracts';
import { foldedTable, foldProjection, type Feed, type Projection } from '@rung/messaging';

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

const forms = foldedTable<AssessmentTopicEvent, AssessmentForm>({
  name: 'assessment_forms',
  columns: {
    assessment: 'uuid', review: 'uuid', role: 'text', asked: 'jsonb', offered: 'jsonb', chooses: 'integer', state: 'text', version: 'integer',
  },
  key: ['assessment'],
  version: 'version',
  change: (event, { streamVersion }) =>
    isOfAssessment(event) ? { key: [event.data.assessment], next: (form) => projectForm(form, event, streamVersion) } : undefined,
});

const matrices = foldedTable<AssessmentTopicEvent, { readonly review: string; readonly matrix: MatrixPin }>({
  name: 'form_matrices',
  columns: { review: 'uuid', matrix: 'jsonb' },
  key: ['review'],
  change: (event) => {
    if (event.type !== 'ReviewLaunched') return undefined;
    const { review, matrix } = event.data;
    return { key: [review], next: (row) => row ?? { review, matrix } };
  },
});

/** Keeps the forms, and which version of a matrix each review is about. */
export function assessmentFormProjection(feed: Feed): Projection {
  return foldProjection<AssessmentTopicEvent>({
    name: 'assessment-form',
    feed,
    catalogue: assessmentTopicEvents,
    tables: [forms, matrices],
  });
}

function isOfAssessment(event: AssessmentTopicEvent): event is AssessmentEvent {
  return event.type === 'AssessmentOpened' || event.type === 'AssessmentSubmitted' || event.type === 'AssessmentClosed';
}
