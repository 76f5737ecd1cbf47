import { Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';

import { cellsOf } from '../../../drafts/answers/answers.js';
import { typedOnDevice } from '../../../drafts/device/typed-evidence.js';
import type { DraftKeeper } from '../../../drafts/draft-keeper.js';
import { useDraft } from '../../../drafts/use-draft.js';
import { useText } from '../../../i18n/use-text.js';
import { PageHeader } from '../../../page-parts/page-header.js';
import { useSession } from '../../../session/use-session.js';
import type { AssessmentForm } from '../form/assess-queries.js';
import { DraftNote } from '../form/draft-note.js';
import { Asked, ClosedPanel } from './closed-panel.js';
import { TypedWords } from './typed-words.js';

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
  const { data: evidence = [] } = useQuery({ queryKey: ['typed', person.id, form.assessment], queryFn: () => typedOnDevice(person.id, form.assessment), staleTime: 0, gcTime: 0, networkMode: 'always' });
  // where two places changed one answer there is nothing to choose any more: both are shown
  const isOnItsWay = cellsOf(draft.answers).length > 0 && Object.keys(draft.others).length === 0;
  return (
    <Stack>
      <PageHeader title={form.role === 'self' ? t('assess.title.self') : t('assess.title.of', { name: form.participant.name })} actions={isOnItsWay && <DraftNote draft={draft} />} />
      <ClosedPanel title={t('assess.too-late.title', { date: dateTime(form.deadline ?? '') })}>{t('assess.too-late.text')}</ClosedPanel>
      <TypedWords form={form} kept={{ draft, evidence }} where={t('assess.too-late.typed')} isInPart />
      <Asked form={form} />
    </Stack>
  );
}
