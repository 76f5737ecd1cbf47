import { Anchor, Button, Group, NativeSelect, Stack } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';

import { useText } from '../../i18n/use-text.js';
import { Loaded } from '../../page-parts/loaded.js';
import { PageHeader } from '../../page-parts/page-header.js';
import { shownOf } from '../../page-parts/read.js';
import { Empty, Forbidden } from '../../page-parts/states.js';
import { useSession } from '../../session/use-session.js';
import { usePageCycle } from '../../shown-page/page-cycle.js';
import { cyclesQuery, gradeQuery, nameQuery, type CycleName } from './explanation/grade-query.js';
import classes from './explanation/grade.module.css';
import { GradeExplained } from './grade-explained.js';
import type { GradeSearch } from './grade-route.js';
import { GroupsAsCalled } from './groups-as-called.js';
import { PaperHeader } from './paper-header.js';

export function MyGradePage() {
  const { t } = useText();
  const { person } = useSession();
  return <GradePage person={person.id} title={t('grade.title')} search={useSearch({ from: '/me/grade' })} />;
}

export function PersonGradePage() {
  const { t } = useText();
  const { person } = useParams({ from: '/people/$person/grade' });
  const search = useSearch({ from: '/people/$person/grade' });
  const { data: known } = useQuery(nameQuery(person, useSession().has('hr')));
  const name = known ?? undefined;
  return <GradePage person={person} name={name} title={name === undefined ? t('grade.title.somebody') : t('grade.title.of', { name })} search={search} />;
}

interface GradePageProps {
  readonly person: string;
  /** Of somebody else, where it is the reader's to know. */
  readonly name?: string | undefined;
  readonly title: string;
  readonly search: GradeSearch;
}

function GradePage({ person, name, title, search }: GradePageProps) {
  const session = useSession();
  const isOwn = session.person.id === person;
  const read = useQuery(gradeQuery(person, search.cycle));
  const grade = shownOf(read) === 'forbidden' ? undefined : read.data;
  // to choose another; the grade stands without them
  const { data: cycles = [] } = useQuery(cyclesQuery(person, isOwn ? 'self' : session.has('hr') ? 'hr' : 'manager'));
  usePageCycle(search.cycle ?? grade?.cycle);
  return (
    <Stack gap="lg">
      <PageHeader title={title} actions={<Actions cycles={cycles} cycle={search.cycle ?? grade?.cycle} isThere={grade !== undefined} />}>
        {isOwn || name === undefined ? undefined : <WayBack isHr={session.has('hr')} />}
      </PageHeader>
      <Loaded read={read} rows={8} forbidden={<NoGrade isOwn={isOwn} name={name} />}>
        {(loaded) => (
          <GroupsAsCalled matrix={loaded.matrix}>
            <PaperHeader grade={loaded} name={isOwn ? session.person.name : name} review={cycles.find(({ cycle }) => cycle === loaded.cycle)?.name} />
            <GradeExplained grade={loaded} numbers={search.numbers === true} />
          </GroupsAsCalled>
        )}
      </Loaded>
    </Stack>
  );
}

/** To those among whom this one was chosen. */
function WayBack({ isHr }: { readonly isHr: boolean }) {
  const { t } = useText();
  return <Anchor className={classes['way-back']} renderRoot={(props) => <Link to={isHr ? '/people' : '/me/people'} {...props} />}>{t(isHr ? 'people.title' : 'my-people.title')}</Anchor>;
}

interface ActionsProps {
  readonly cycles: readonly CycleName[];
  readonly cycle: string | undefined;
  /** Whether there is something to print. */
  readonly isThere: boolean;
}

function Actions({ cycles, cycle, isThere }: ActionsProps) {
  const { t } = useText();
  const navigate = useNavigate();
  const choose = (chosen: string) => void navigate({ to: '.', search: (before) => ({ ...before, cycle: chosen }) });
  return (
    <Group className={classes['actions']} gap="sm" align="flex-end">
      {cycles.length > 1 && cycles.some((one) => one.cycle === cycle) && (
        <NativeSelect label={t('grade.cycle')} size="sm" value={cycle} onChange={(event) => choose(event.currentTarget.value)} data={cycles.map(({ cycle: value, name }) => ({ value, label: name }))} />
      )}
      {isThere && (
        <Button variant="default" leftSection={<IconPrinter size={18} aria-hidden />} onClick={() => window.print()}>
          {t('grade.print')}
        </Button>
      )}
    </Group>
  );
}

/** The same whether there is none, it is not released, or it is nobody's business. @param name of whom the reader may know that there is a review: for HR and the managers above. */
function NoGrade({ isOwn, name }: { readonly isOwn: boolean; readonly name: string | undefined }) {
  const { t } = useText();
  if (isOwn) return <Empty title={t('grade.none-yet')}>{t('grade.none-yet.text')}</Empty>;
  return name === undefined ? <Forbidden /> : <Empty title={t('grade.none-of', { name })}>{t('grade.none-of.text')}</Empty>;
}
