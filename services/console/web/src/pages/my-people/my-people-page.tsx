import { Group, Stack } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useInfiniteQuery } from '@tanstack/react-query';

import { useText } from '../../i18n/use-text.js';
import type { MyPerson } from '../../my-people/my-people-query.js';
import { myPeopleQuery } from '../../my-people/my-people-query.js';
import { Loaded } from '../../page-parts/loaded.js';
import { NameFilter } from '../../page-parts/name-filter.js';
import { NextPage } from '../../page-parts/next-page.js';
import { PageHeader } from '../../page-parts/page-header.js';
import { Empty } from '../../page-parts/states.js';
import { MyPersonLine } from './my-person-line.js';
import { myPeopleRoute } from './my-people-route.js';
import classes from './my-people.module.css';

/** A manager's way to the grades of those below, and to how far their reviews are. */
export function MyPeoplePage() {
  const { t } = useText();
  const { q } = myPeopleRoute.useSearch();
  const navigate = myPeopleRoute.useNavigate();
  const [asked] = useDebouncedValue(q, 200);
  const people = useInfiniteQuery(myPeopleQuery(asked));
  return (
    <Stack gap="lg">
      <PageHeader title={t('my-people.title')}>{t('my-people.text')}</PageHeader>
      <Loaded read={people} rows={8}>
        {({ pages }) => {
          const found = pages.flatMap((page) => page.people);
          if (found.length === 0 && asked === undefined) return <Empty title={t('my-people.nobody')}>{t('my-people.nobody.text')}</Empty>;
          return (
            <>
              <Group role="search">
                <NameFilter q={q} onChange={(typed) => void navigate({ search: { q: typed }, replace: true, resetScroll: false })} />
              </Group>
              {found.length === 0 && <Empty title={t('people.none')}>{t('my-people.none.text')}</Empty>}
              <Lines title={t('my-people.direct')} people={found.filter(({ isDirect }) => isDirect)} />
              <Lines title={t('my-people.further')} people={found.filter(({ isDirect }) => !isDirect)} />
            </>
          );
        }}
      </Loaded>
      <NextPage read={people} />
    </Stack>
  );
}

function Lines({ title, people }: { readonly title: string; readonly people: readonly MyPerson[] }) {
  if (people.length === 0) return null;
  return (
    <section className={classes['part']}>
      <h2>{title}</h2>
      <ul className={classes['people']}>
        {people.map((one) => (
          <MyPersonLine key={one.person} one={one} />
        ))}
      </ul>
    </section>
  );
}
