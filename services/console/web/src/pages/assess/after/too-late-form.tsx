import { Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';

import { cellsOf } from '../../../drafts/answers/answers.js';
import { typedOnDevice } from '../../../drafts/device/typed-evidence.js';
import { useKeptOnDevice } from '../../../drafts/device/use-device.js';
import type { DraftKeeper } from '../../../drafts/draft-keeper.js';
import { useDraft } from '../../../drafts/use-draft.js';
import { useText } from '../../../i18n/use-text.js';
import { PageHeader } from '../../../page-parts/page-header.js';
import { useSession } from '../../../session/use-session.js';
import type { AssessmentForm } from '../form/assess-queries.js';
import classes from '../form/assess.module.css';
import { DraftNote } from '../form/draft-note.js';
import { Asked, ClosedPanel } from './closed-panel.js';
import { placeOf } from './kept-answers.js';
import { TypedWords } from './typed-words.js';
import { useDiscard } from './use-discard.js';

interface TooLateFormProps {
  readonly form: AssessmentForm;
  /** What is on its way to the server still gets there. */
  readonly keeper: DraftKeeper;
}

/** Past the deadline, before the phase has ended: nothing is asked any more, and what was typed is its author's. */
export function TooLateForm({ form, keeper }: TooLateFormProps) {
  const { t, dateTime } = useText();
  const { person } = useSession();
  const draft = useDraft(keeper);
  const { data: evidence = [], refetch } = useQuery({ queryKey: ['typed', person.id, form.assessment], queryFn: () => typedOnDevice(person.id, form.assessment), staleTime: 0, gcTime: 0, networkMode: 'always' });
  const discard = useDiscard(form.assessment, async () => {
    await keeper.discard();
    await refetch();
  });
  const keeps = useKeptOnDevice() ? 'device' : 'nowhere';
  const kept = { draft, evidence };
  const place = placeOf(kept);
  // where two places changed one answer there is nothing to choose any more: both are shown
  const isOnItsWay = cellsOf(draft.answers).length > 0 && Object.keys(draft.others).length === 0;
  return (
    <Stack>
      <PageHeader title={form.role === 'self' ? t('assess.title.self') : t('assess.title.of', { name: form.participant.name })} actions={isOnItsWay && <DraftNote draft={draft} />} />
      <ClosedPanel title={t('assess.too-late.title', { date: dateTime(form.deadline ?? '') })}>{t('assess.too-late.text')}</ClosedPanel>
      <TypedWords form={form} kept={kept} where={t('assess.too-late.typed')} isInPart onDiscard={place === 'server' ? undefined : () => void discard()}>
        {place === 'both' && <p className={classes['hint']}>{t('assess.kept.discard', { keeps })}</p>}
      </TypedWords>
      <Asked form={form} />
    </Stack>
  );
}
