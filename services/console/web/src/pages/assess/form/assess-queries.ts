import { queryOptions } from '@tanstack/react-query';

import { api, body } from '../../../api/client.js';
import type { components } from '../../../api/schema.js';

export type AssessmentForm = components['schemas']['AssessmentForm'];
export type FormCell = AssessmentForm['asked'][number];
export type EvidencePiece = AssessmentForm['evidence'][number];

export const withPiece = (form: AssessmentForm, piece: EvidencePiece): AssessmentForm => (hasPiece(form, piece) ? form : { ...form, evidence: [...form.evidence, piece] });

const hasPiece = ({ evidence }: AssessmentForm, piece: EvidencePiece): boolean => evidence.some((one) => one.evidence === piece.evidence);

const known = (before: AssessmentForm, now: AssessmentForm): AssessmentForm => before.evidence.reduce(withPiece, now.version < before.version ? before : now);

export const formQuery = (assessment: string) =>
  queryOptions({
    queryKey: ['assessment', assessment],
    queryFn: () => body(api.GET('/assessments/{assessment}', { params: { path: { assessment } } })),
    // nobody takes a piece back, nor a submission: an answer that knows less than is known here was given before
    structuralSharing: (before, now) => (before === undefined ? now : known(before as AssessmentForm, now as AssessmentForm)),
  });

/** Where a cycle's policy is not known yet: no policy may name fewer. */
const fewestPeers = 3;

/** What is filled into the words on who reads an answer. */
export const readersOf = ({ participant, minimumPeers }: AssessmentForm) => ({ name: participant.name, least: minimumPeers ?? fewestPeers });

/** As the server has it, once it knows more of the assessment than the form does. */
export const formAfter = ({ assessment, version }: AssessmentForm): Promise<AssessmentForm> =>
  body(api.GET('/assessments/{assessment}', { params: { path: { assessment }, query: { atLeast: String(version + 1) } } }));
