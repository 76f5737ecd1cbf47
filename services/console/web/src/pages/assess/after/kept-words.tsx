import { queryOptions, useQuery } from '@tanstack/react-query';

import { closedDraft, isMoreThan } from '../../../drafts/closed-draft.js';
import { copiesOnDevice, forgetUnless } from '../../../drafts/device-copies.js';
import { readDraft } from '../../../drafts/draft-server.js';
import { typedOnDevice } from '../../../drafts/typed-evidence.js';
import { useKeptOnDevice } from '../../../drafts/use-device.js';
import { useText, type Text } from '../../../i18n/use-text.js';
import { Failure, Loading } from '../../../page-parts/states.js';
import { useSession } from '../../../session/use-session.js';
import { evidenceWords, ratingWords } from '../answer-words.js';
import type { AssessmentForm } from '../assess-queries.js';
import shared from '../assess.module.css';
import { groupsOf } from '../form-steps.js';
import { AnswerList, type AnswerToRead } from './answer-list.js';
import { CopyOrDiscard } from './copy-or-discard.js';
import { keptAnswers, placeOf, type Kept } from './kept-answers.js';
import classes from './read-only-form.module.css';
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
  const text = useText();
  const { t, inLanguage } = text;
  const { assessment } = form;
  const { person } = useSession();
  const keeps = useKeptOnDevice() ? 'device' : 'nowhere';
  const { data: kept, error, refetch } = useQuery(keptQuery(person.id, assessment));
  const discard = useDiscard(assessment, refetch);
  if (kept === undefined) return error === null ? <Loading /> : <Failure error={error} retry={() => void refetch()} />;
  const place = placeOf(kept);
  const answers = toRead(kept, place === 'both' ? t('assess.kept.here', { keeps }) : undefined, text);
  if (answers.size === 0) return null;
  const steps = groupsOf(form).flatMap((group) => group.steps);
  const words = steps.flatMap(({ name, cell }) => (answers.get(name) ?? []).map((answer) => [inLanguage(cell.title), ...linesOf(answer, t)]));
  return (
    <section aria-labelledby="kept-words">
      <h2 id="kept-words" className={classes['title']}>
        {t('assess.kept.title')}
      </h2>
      <p className={classes['text']}>
        {t('assess.kept.text')} {t(`assess.kept.${place}`, { keeps })}
      </p>
      <CopyOrDiscard words={words} onDiscard={place === 'server' ? undefined : () => void discard()} />
      {place === 'both' && <p className={shared['hint']}>{t('assess.kept.discard', { keeps })}</p>}
      <AnswerList form={form} answers={answers} />
    </section>
  );
}

/** @param here what to say of what the server does not have. */
function toRead(kept: Kept, here: string | undefined, text: Text): ReadonlyMap<string, readonly AnswerToRead[]> {
  const all = new Map<string, readonly AnswerToRead[]>();
  for (const [cell, answers] of keptAnswers(kept)) {
    const several = answers.length > 1;
    const read = answers.map(({ answer: { observation, ...rest }, isOnServer }, at) => ({
      ...rest,
      observation: observation === '' ? null : observation,
      note: isOnServer ? undefined : here,
      title: several ? text.t('assess.kept.version', { number: at + 1 }) : undefined,
    }));
    if (read.length > 0) all.set(cell, read);
  }
  for (const piece of kept.evidence) all.set(piece.cell, [...(all.get(piece.cell) ?? []), { title: evidenceWords(piece, text), observation: piece.text, cites: [], note: here }]);
  return all;
}

const linesOf = ({ title = '', value, observation }: AnswerToRead, t: Text['t']): string[] => [title, value === undefined ? '' : ratingWords({ value }, t), observation ?? ''];
