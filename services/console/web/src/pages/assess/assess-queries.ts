import { queryOptions } from '@tanstack/react-query';

import { api, body } from '../../api/client.js';
import type { components } from '../../api/schema.js';

export type AssessmentForm = components['schemas']['AssessmentForm'];
export type FormCell = AssessmentForm['asked'][number];
export type EvidencePiece = AssessmentForm['evidence'][number];

export const withPiece = (form: AssessmentForm, piece: EvidencePiece): AssessmentForm => (hasPiece(form, piece) ? form : { ...form, evidence: [...form.evidence, piece] });

const hasPiece = ({ evidence }: AssessmentForm, piece: EvidencePiece): boolean => evidence.some((one) => one.evidence === piece.evidence);

export const formQuery = (assessment: string) =>
  queryOptions({
    queryKey: ['assessment', assessment],
    queryFn: () => body(api.GET('/assessments/{assessment}', { params: { path: { assessment } } })),
    // nobody takes a piece back: an answer without one that is known here was given before it was recorded
    structuralSharing: (before, now) => (before === undefined ? now : (before as AssessmentForm).evidence.reduce(withPiece, now as AssessmentForm)),
  });
