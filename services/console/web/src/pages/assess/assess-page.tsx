import { Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';

import { ApiError } from '../../api/problem.js';
import { typedOnDevice } from '../../drafts/device/typed-evidence.js';
import { openDraft } from '../../drafts/draft-keeper.js';
import { GroupNames } from '../../i18n/use-group-name.js';
import { Failure, Loading } from '../../page-parts/states.js';
import { useSession } from '../../session/use-session.js';
import { usePageCycle } from '../../shown-page/page-cycle.js';
import { NeverSent } from './after/never-sent.js';
import { ReadOnlyForm } from './after/read-only-form.js';
import { TooLateForm } from './after/too-late-form.js';
import { lookAgainMs } from './deadline.js';
import { Editor } from './editor/editor.js';
import { formQuery, type AssessmentForm } from './form/assess-queries.js';

export function AssessPage() {
  const { assessment } = useParams({ from: '/assess/$assessment' });
  const { data: form, error, refetch } = useQuery({ ...formQuery(assessment), refetchInterval: ({ state }) => lookAgainMs(state.data, Date.now()) });
  usePageCycle(form?.cycle);
  if (form === undefined) return error === null ? <Loading /> : <NotOpened key={assessment} assessment={assessment} error={error} retry={() => void refetch()} />;
  return <GroupNames value={form.groupNames}>{form.state === 'open' ? <OpenForm key={assessment} form={form} /> : <ReadOnlyForm form={form} />}</GroupNames>;
}

function OpenForm({ form }: { readonly form: AssessmentForm }) {
  const { person } = useSession();
  const { assessment } = form;
  // one keeper for as long as the page is there, whatever else is read anew: what it holds is newer than any answer of the server
  const open = async () => ({ keeper: await openDraft(person.id, assessment), typed: await typedOnDevice(person.id, assessment) });
  const { data, error, refetch } = useQuery({ queryKey: ['draft', person.id, assessment], queryFn: open, staleTime: 'static', gcTime: 0, structuralSharing: false });
  if (data === undefined) return error === null ? <Loading /> : <NotOpened assessment={assessment} error={error} retry={() => void refetch()} />;
  if (form.tooLate) return <TooLateForm form={form} keeper={data.keeper} />;
  return <Editor form={form} keeper={data.keeper} typedBefore={data.typed} />;
}

interface NotOpenedProps {
  readonly assessment: string;
  readonly error: Error;
  readonly retry: () => void;
}

/** Where it was taken away, which looks the same as one that never was: what its reader typed here is theirs still. */
function NotOpened({ assessment, error, retry }: NotOpenedProps) {
  return (
    <Stack>
      <Failure error={error} retry={retry} />
      {error instanceof ApiError && error.isForbidden && <NeverSent assessment={assessment} />}
    </Stack>
  );
}
