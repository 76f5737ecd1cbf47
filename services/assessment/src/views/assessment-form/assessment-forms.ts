import { Injectable } from '@nestjs/common';
import { instant, raterRole, type CellRef, type CyclePolicy, type MatrixPin } from '@rung/contracts';
import { DomainError } from '@rung/event-sourcing';
import { cellAt, groupNames, levelsOf, localizedText, type MatrixContent } from '@rung/matrix-model';
import { readAtLeast } from '@rung/service-kit';
import { DataSource } from 'typeorm';
import { z } from 'zod';

import { deadlineOf, hasPassed } from '../../domain/cycle/answering.js';
import { RaterLinks } from '../../privacy/rater-links.js';
import { Matrices } from '../../reference/matrices/matrices.js';
import { evidence, EvidenceReader } from '../evidence/evidence.js';
import { AssessmentForm } from './assessment-form.entity.js';
import { submittedAnswer, SubmittedAnswers } from './submitted-answers.js';

const formCell = z.object({
  competency: z.string(),
  level: z.string().describe('The code of the level that the cell starts at: with the competency it names the cell'),
  levels: z.array(z.string()).describe('The names of the levels at which it is in force'),
  group: z.string(),
  title: localizedText,
  statement: localizedText,
  questions: z.array(localizedText),
  evidenceRequired: z.boolean(),
});
type FormCell = z.infer<typeof formCell>;

export const assessmentForm = z
  .object({
    assessment: z.uuid(),
    cycle: z.uuid(),
    role: raterRole,
    participant: z.object({ name: z.string(), person: z.uuid() }),
    state: z.enum(['open', 'submitted', 'closed']),
    deadline: instant.nullable(),
    tooLate: z.boolean().describe('Whether it is open, and its deadline has passed: no answer is taken any more. The draft is still kept, for you alone'),
    asked: z.array(formCell).describe('Must all be answered'),
    offered: z.array(formCell).describe('May be answered, at most `chooses` of them'),
    chooses: z.int(),
    groupNames,
    minimumPeers: z.int().nullable().describe('Answers of colleagues, or from below, are shown only as a mean of at least so many; null where the policy of the cycle is not known yet'),
    evidence: z.array(evidence).describe("The participant's, to be cited"),
    answers: z.array(submittedAnswer).describe('What you have submitted, and nobody else reads here; empty until then'),
    version: z.int(),
  })
  .meta({ id: 'AssessmentForm' });
export type AssessmentFormView = z.infer<typeof assessmentForm>;

@Injectable()
export class AssessmentForms {
  constructor(
    private readonly dataSource: DataSource,
    private readonly links: RaterLinks,
    private readonly matrices: Matrices,
    private readonly evidence: EvidenceReader,
    private readonly submitted: SubmittedAnswers,
  ) {}

  /**
   * @param reading by whom, and when.
   * @throws DomainError not-found unless the reader is the rater; view-behind when the view does not reach `atLeast` in time.
   */
  async read(id: string, { rater, at }: { readonly rater: string; readonly at: string }, atLeast?: number): Promise<AssessmentFormView> {
    const { cycle, person, isOpened } = await this.links.ofRater(id, rater);
    const form = await readAtLeast(
      // what the list of tasks shows must be there to open
      atLeast ?? (isOpened ? 1 : undefined),
      () => this.dataSource.getRepository(AssessmentForm).findOneBy({ assessment: id }),
      (found) => found?.version ?? 0,
    );
    const content = form === null ? undefined : await this.matrixOf(form.review);
    if (form === null || content === undefined) throw new DomainError('not-found', 'There is no such assessment, or not yet.');
    const { assessment, review, role, state, asked, offered, chooses, version } = form;
    const policy = await this.policyOf(cycle);
    const deadline = policy === undefined ? null : deadlineOf(role, policy);
    const cells = (refs: readonly CellRef[]) => refs.flatMap((ref) => cellOf(content, ref));
    return {
      assessment,
      cycle,
      role,
      participant: { name: await this.nameOf(person), person },
      state,
      deadline,
      tooLate: state === 'open' && hasPassed(deadline, at),
      asked: cells(asked),
      offered: cells(offered),
      chooses,
      groupNames: content.groupNames ?? {},
      minimumPeers: policy?.grading.minimumPeers ?? null,
      evidence: await this.evidence.of(review, true),
      answers: state === 'submitted' ? await this.submitted.of(assessment) : [],
      version,
    };
  }

  private async matrixOf(review: string): Promise<MatrixContent | undefined> {
    const [row] = await this.dataSource.query<{ matrix: MatrixPin }[]>('select matrix from form_matrices where review = $1', [review]);
    return row && this.matrices.pinned(row.matrix);
  }

  private async policyOf(cycle: string): Promise<CyclePolicy | undefined> {
    const [row] = await this.dataSource.query<{ policy: CyclePolicy }[]>('select policy from cycles where cycle = $1', [cycle]);
    return row?.policy;
  }

  private async nameOf(person: string): Promise<string> {
    const [row] = await this.dataSource.query<{ name: string }[]>('select name from people where person = $1', [person]);
    return row?.name ?? '';
  }
}

function cellOf(content: MatrixContent, { competency: id, level }: CellRef): FormCell[] {
  const competency = content.competencies.find((candidate) => candidate.id === id);
  const cell = competency && cellAt(content, competency, level);
  if (competency === undefined || cell === undefined) return [];
  const codes = new Set(levelsOf(content, competency, cell));
  const levels = content.levels.flatMap(({ code, names }) => (codes.has(code) ? names.slice(0, 1) : []));
  const { group, title } = competency;
  const { statement, questions, evidenceRequired } = cell;
  return [{ competency: id, level, levels, group, title, statement, questions, evidenceRequired }];
}
