import { queryOptions, useQuery } from '@tanstack/react-query';

import { closedDraft, isMoreThan } from '../../../drafts/closed-draft.js';
import { copiesOnDevice, forgetUnless } from '../../../drafts/device/device-copies.js';
import { typedOnDevice } from '../../../drafts/device/typed-evidence.js';
import { useKeptOnDevice } from '../../../drafts/device/use-device.js';
import { readDraft } from '../../../drafts/draft-server.js';
import { useText } from '../../../i18n/use-text.js';
import { Failure, Loading } from '../../../page-parts/states.js';
import { useSession } from '../../../session/use-session.js';
import type { AssessmentForm } from '../form/assess-queries.js';
import shared from '../form/assess.module.css';
import { placeOf, type Kept } from './kept-answers.js';
import { TypedWords } from './typed-words.js';
import { useDiscard } from './use-discard.js';

/** What the server has is forgotten here on the way. */
const keptQuery = (person: string, assessment: string) =>
  queryOptions({
    queryKey: ['kept-words', person, assessment],
    queryFn: async (): Promise<Kept> => {
      const onServer = await readDraft(assessment);
      const [copies, evidence] = await Promise.all([copiesOnDevice(person, assessment), typedOnDevice(person, assessment)]);
      await forgetUnless(person, assessment, isMoreThan(onServer));
      return { draft: closedDraft(onServer, Object.values(copies)), evidence };
    },
    staleTime: 0,
    gcTime: 0,
  });

/** What its author typed in an assessment that was closed before they submitted it, from the server and from this device. */
export function KeptWords({ form }: { readonly form: AssessmentForm }) {
  const { t } = useText();
  const { assessment } = form;
  const { person } = useSession();
  const keeps = useKeptOnDevice() ? 'device' : 'nowhere';
  const { data: kept, error, refetch } = useQuery(keptQuery(person.id, assessment));
  const discard = useDiscard(assessment, refetch);
  if (kept === undefined) return error === null ? <Loading /> : <Failure error={error} retry={() => void refetch()} />;
  const place = placeOf(kept);
  return (
    <TypedWords form={form} kept={kept} where={t(`assess.kept.${place}`, { keeps })} isInPart={place === 'both'} onDiscard={place === 'server' ? undefined : () => void discard()}>
      {place === 'both' && <p className={shared['hint']}>{t('assess.kept.discard', { keeps })}</p>}
    </TypedWords>
  );
}
