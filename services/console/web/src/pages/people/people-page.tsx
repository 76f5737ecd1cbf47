import { Group, NativeSelect, Stack } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';

import { useText } from '../../i18n/use-text.js';
import { Loaded } from '../../page-parts/loaded.js';
import { NameFilter } from '../../page-parts/name-filter.js';
import { NextPage } from '../../page-parts/next-page.js';
import { PageHeader } from '../../page-parts/page-header.js';
import { shownOf } from '../../page-parts/read.js';
import { Empty, Forbidden } from '../../page-parts/states.js';
import { choicesOf } from '../../units/unit-choices.js';
import { unitsQuery, type Unit } from '../../units/units-query.js';
import { peopleQuery } from './people-query.js';
import { peopleRoute } from './people-route.js';
import type { PeopleSearch } from './people-search.js';
import classes from './people.module.css';

/** HR's way to one person's grade. */
export function PeoplePage() {
  const { t } = useText();
  const { data: units = [] } = useQuery(unitsQuery);
  const { q, unit, cycle } = peopleRoute.useSearch();
  const [asked] = useDebouncedValue(q, 200);
  const people = useInfiniteQuery(peopleQuery({ q: asked, unit }));
  if (shownOf(people) === 'forbidden') return <Forbidden />;
  const unitName = (code: string): string => units.find((one) => one.unit === code)?.name ?? code;
  return (
    <Stack gap="lg">
      <PageHeader title={t('people.title')}>{t('people.text')}</PageHeader>
      <Filter units={units} />
      <Loaded read={people} rows={8}>
        {({ pages }) => {
          const found = pages.flatMap((page) => page.people);
          return (
            <>
              {found.length === 0 && <Empty title={t('people.none')}>{t('people.none.text')}</Empty>}
              <ul className={classes['people']} aria-label={t('people.found')} aria-busy={people.isPlaceholderData}>
                {found.map(({ person, key, name, unit: code }) => (
                  <li key={person}>
                    <Link to="/people/$person/grade" params={{ person }} search={{ cycle }}>
                      {name}
                    </Link>
                    <span>{t('people.where', { unit: unitName(code), key })}</span>
                  </li>
                ))}
              </ul>
            </>
          );
        }}
      </Loaded>
      <NextPage read={people} />
    </Stack>
  );
}

function Filter({ units }: { readonly units: readonly Unit[] }) {
  const { t } = useText();
  const { q, unit } = peopleRoute.useSearch();
  const navigate = peopleRoute.useNavigate();
  const change = (changed: PeopleSearch) => void navigate({ search: (before) => ({ ...before, ...changed }), replace: true, resetScroll: false });
  return (
    <Group gap="md" align="flex-end" role="search">
      <NameFilter q={q} onChange={(typed) => change({ q: typed })} />
      {units.length > 1 && (
        <NativeSelect
          label={t('reports.unit')}
          value={unit ?? ''}
          onChange={({ currentTarget }) => change({ unit: currentTarget.value || undefined })}
          data={[{ value: '', label: t('reports.unit.all') }, ...choicesOf(units).map((one) => ({ value: one.unit, label: `${'\u2003'.repeat(one.depth)}${one.name}` }))]}
        />
      )}
    </Group>
  );
}
