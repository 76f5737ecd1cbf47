import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState, type RefObject, type SyntheticEvent } from 'react';

import { api, body } from '../../../api/client.js';
import type { TypedEvidence } from '../../../drafts/device/typed-evidence.js';
import { useText } from '../../../i18n/use-text.js';
import { Failure } from '../../../page-parts/states.js';
import { formQuery, withPiece, type AssessmentForm } from '../form/assess-queries.js';
import classes from '../form/assess.module.css';
import type { Step } from '../form/form-steps.js';
import { citeId, evidenceTextId, recordEvidenceId, stepTitleId } from './field-ids.js';
import { RoomLeft } from './room-left.js';

const mostCharacters = 4_000;

interface RecordEvidenceProps {
  readonly form: AssessmentForm;
  readonly step: Step;
  /** What is being typed for this cell; what other tabs have typed comes after. */
  readonly typed: readonly TypedEvidence[];
  readonly onType: (change: Pick<TypedEvidence, 'on' | 'text'>) => void;
  /** @param piece the id of the new piece; @param key of what was typed. */
  readonly onRecorded: (piece: string, key: string) => void;
}

/** A piece of one's own work, dated and told, that whoever assesses it can rely on. */
export function RecordEvidence({ form, step, typed: [typed, ...others], onType, onRecorded }: RecordEvidenceProps) {
  const { t } = useText();
  const recording = useRecording(form, step, onRecorded);
  // a day alone is no evidence yet: it waits for its words here
  const [day, setDay] = useState<string>();
  const [isOpen, setOpen] = useState(typed !== undefined || step.cell.evidenceRequired);
  const { on, text } = typed ?? { on: day ?? today(), text: '' };
  const details = useRef<HTMLDetailsElement>(null);
  useFocusOnRecorded(recording.data?.evidence, details);
  const record = (event: SyntheticEvent): void => {
    event.preventDefault();
    if (typed !== undefined) recording.mutate(typed);
  };
  return (
    <>
      <details ref={details} id={recordEvidenceId} className={classes['record']} open={isOpen} onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary>{t('assess.record')}</summary>
        <form onSubmit={record} onKeyDown={(event) => event.key === 'Escape' && document.getElementById(stepTitleId)?.focus()}>
          <p className={classes['hint']} id={`${evidenceTextId}-hint`}>
            {t('assess.record.hint')}
          </p>
          <label className={classes['label']} htmlFor={evidenceTextId}>
            {t('assess.record.text')}
          </label>
          <textarea
            id={evidenceTextId}
            className={classes['text']}
            rows={4}
            required
            maxLength={mostCharacters}
            aria-describedby={`${evidenceTextId}-hint`}
            readOnly={recording.isPending}
            value={text}
            onChange={(event) => onType({ on, text: event.currentTarget.value })}
          />
          <RoomLeft typed={text.length} most={mostCharacters} />
          <label className={classes['label']} htmlFor={`${evidenceTextId}-day`}>
            {t('assess.record.on')}
          </label>
          <div className={classes['record-foot']}>
            <input
              id={`${evidenceTextId}-day`}
              className={classes['day']}
              type="date"
              required
              min="1900-01-01"
              max={today()}
              readOnly={recording.isPending}
              value={on}
              onChange={({ currentTarget }) => {
                setDay(currentTarget.value);
                if (typed !== undefined) onType({ on: currentTarget.value, text });
              }}
            />
            <Button type="submit" variant="default" loading={recording.isPending} disabled={typed === undefined}>
              {t('assess.record.go')}
            </Button>
          </div>
          {recording.error !== null && <Failure error={recording.error} />}
          {recording.isPaused && <p role="status">{t('assess.record.offline')}</p>}
          {others.length > 0 && <p className={classes['hint']}>{t('assess.record.others', { count: others.length })}</p>}
        </form>
      </details>
      {recording.isSuccess && typed === undefined && <p role="status">{t('assess.record.done')}</p>}
    </>
  );
}

/** The button that was pressed takes no press any more: the focus goes on to the piece, where it is relied on now. Who has gone elsewhere meanwhile stays there. */
function useFocusOnRecorded(piece: string | undefined, details: RefObject<HTMLDetailsElement | null>): void {
  useEffect(() => {
    if (piece === undefined) return;
    const { activeElement, body: nowhere } = document;
    if (activeElement !== nowhere && details.current?.contains(activeElement) !== true) return;
    const cite = document.getElementById(citeId(piece));
    cite?.focus();
    // an answer that is full takes no more pieces
    if (document.activeElement !== cite) details.current?.querySelector('summary')?.focus();
  }, [piece, details]);
}

function useRecording({ assessment, cycle, participant }: AssessmentForm, { cell }: Step, onRecorded: RecordEvidenceProps['onRecorded']) {
  const queryClient = useQueryClient();
  const { queryKey } = formQuery(assessment);
  return useMutation({
    mutationFn: async ({ key, on, text }: TypedEvidence) => {
      const path = { cycle, person: participant.person };
      const { competency, level } = cell;
      const piece = { competency, level, on, text: text.trim() };
      const { evidence } = await body(api.POST('/cycles/{cycle}/participants/{person}/evidence', { params: { path, header: { 'Idempotency-Key': key } }, body: piece }));
      return { ...piece, evidence };
    },
    onSuccess: (piece, { key }) => {
      queryClient.setQueryData(queryKey, (form) => form && withPiece(form, piece));
      onRecorded(piece.evidence, key);
    },
    // the answer may have been lost, and not the piece
    onError: () => queryClient.invalidateQueries({ queryKey }),
  });
}

/** Where the person is. */
const today = (): string => new Date().toLocaleDateString('sv');
