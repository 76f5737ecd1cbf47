import type { ReactNode } from 'react';

import { mostCites, type CellAnswer } from '../../../drafts/answers/answers.js';
import { useText } from '../../../i18n/use-text.js';
import type { AssessmentForm } from '../form/assess-queries.js';
import classes from '../form/assess.module.css';
import type { Step } from '../form/form-steps.js';
import { citeId, observationId, stepTitleId } from './field-ids.js';
import { RoomLeft } from './room-left.js';

const mostCharacters = 2_000;

interface EvidenceColumnProps {
  readonly role: AssessmentForm['role'];
  /** The participant's. */
  readonly name: string;
  readonly step: Step;
  readonly answer: CellAnswer;
  readonly evidence: AssessmentForm['evidence'];
  readonly onChange: (change: Partial<CellAnswer>) => void;
  /** Below what is recorded. */
  readonly children: ReactNode;
}

/** What was recorded and is relied on, and what the rater saw. */
export function EvidenceColumn({ role, name, step, answer, evidence, onChange, children }: EvidenceColumnProps) {
  const { t, date } = useText();
  const pieces = evidence.filter(({ competency, evidence: id }) => competency === step.cell.competency || answer.cites.includes(id));
  const isFull = answer.cites.length >= mostCites;
  const cite = (id: string, isCited: boolean) => onChange({ cites: isCited ? [...answer.cites, id] : answer.cites.filter((cited) => cited !== id) });
  return (
    <section className={classes['column']} aria-labelledby="evidence-title">
      <h3 id="evidence-title">{t('assess.evidence')}</h3>
      <label className={classes['label']} htmlFor={observationId}>
        {t(role === 'self' ? 'assess.observation.self' : 'assess.observation')}
      </label>
      <p className={classes['hint']} id={`${observationId}-hint`}>
        {t('assess.observation.hint')}
      </p>
      <textarea
        id={observationId}
        className={classes['text']}
        rows={6}
        maxLength={mostCharacters}
        aria-describedby={`${observationId}-hint`}
        value={answer.observation}
        onChange={(event) => onChange({ observation: event.currentTarget.value })}
        onKeyDown={(event) => event.key === 'Escape' && document.getElementById(stepTitleId)?.focus()}
      />
      <RoomLeft typed={answer.observation.length} most={mostCharacters} />
      <fieldset className={classes['cites']}>
        <legend>{t('assess.cite')}</legend>
        {isFull && (
          <p role="status" className={classes['hint']}>
            {t('assess.cite.full', { most: mostCites })}
          </p>
        )}
        {pieces.length === 0 && <p className={classes['hint']}>{role === 'self' ? t('assess.cite.none') : t('assess.cite.none.others', { name })}</p>}
        {pieces.map((piece) => (
          <label key={piece.evidence} className={classes['cite']}>
            <input type="checkbox" id={citeId(piece.evidence)} checked={answer.cites.includes(piece.evidence)} disabled={isFull && !answer.cites.includes(piece.evidence)} onChange={(event) => cite(piece.evidence, event.currentTarget.checked)} />
            <span>
              <time dateTime={piece.on}>{date(piece.on)}</time>
              {piece.text ?? t('assess.cite.forgotten')}
            </span>
          </label>
        ))}
      </fieldset>
      {children}
    </section>
  );
}
