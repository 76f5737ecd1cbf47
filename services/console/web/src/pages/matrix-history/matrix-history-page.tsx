import { Button, Group, NativeSelect, Stack } from '@mantine/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';

import { GroupNames } from '../../i18n/use-group-name.js';
import { useText } from '../../i18n/use-text.js';
import { levelName } from '../../matrices/grid-view.js';
import { gridQuery, type Grid } from '../../matrices/matrix-queries.js';
import { Loaded } from '../../page-parts/loaded.js';
import { PageHeader } from '../../page-parts/page-header.js';
import { together } from '../../page-parts/read.js';
import { Empty } from '../../page-parts/states.js';
import { ChangeMade } from './change-made.js';
import classes from './history.module.css';
import { matrixAuthorsQuery } from './matrix-authors-query.js';
import { matrixHistoryQuery } from './matrix-history-query.js';
import { matrixHistoryRoute, type MatrixHistorySearch } from './matrix-history-route.js';

/** Who changed what in a draft, when and why; also after it was published. */
export function MatrixHistoryPage() {
  const { t } = useText();
  const { matrix, version } = matrixHistoryRoute.useParams();
  const search = matrixHistoryRoute.useSearch();
  const drafted = useQuery(gridQuery(matrix, Number(version)));
  const history = useInfiniteQuery(matrixHistoryQuery(matrix, Number(version), search));
  const authors = useQuery(matrixAuthorsQuery(matrix)).data ?? new Map<string, string>();
  const made = { data: history.data?.pages.flatMap((page) => page.changes), error: history.error, refetch: history.refetch };
  return (
    <Loaded read={together({ grid: drafted, changes: made })} rows={8}>
      {({ grid, changes }) => (
        <Stack gap="lg">
          <PageHeader
            title={t('history.title', { name: grid.name, version })}
            actions={
              <Link to="/matrix/$matrix/v/$version" params={{ matrix, version }}>
                {t('history.to-the-matrix')}
              </Link>
            }
          >
            {t('history.summary')}
          </PageHeader>
          <Filter grid={grid} search={search} />
          {changes.length === 0 && <Empty title={t('history.none')}>{t('history.none.text')}</Empty>}
          <GroupNames value={grid.groupNames ?? {}}>
            <ol className={classes['changes']}>
              {changes.map((change) => (
                <ChangeMade key={change.number} made={change} grid={grid} authors={authors} />
              ))}
            </ol>
          </GroupNames>
          {history.hasNextPage && (
            <Group>
              <Button variant="default" loading={history.isFetchingNextPage} onClick={() => void history.fetchNextPage()}>
                {t('history.earlier')}
              </Button>
            </Group>
          )}
        </Stack>
      )}
    </Loaded>
  );
}

function Filter({ grid, search }: { readonly grid: Grid; readonly search: MatrixHistorySearch }) {
  const { t, inLanguage } = useText();
  const navigate = matrixHistoryRoute.useNavigate();
  const go = (changed: MatrixHistorySearch) => void navigate({ search: { ...search, ...changed }, replace: true, resetScroll: false });
  return (
    <Group gap="md" align="flex-end">
      <NativeSelect
        label={t('matrix.competency')}
        value={search.competency ?? ''}
        data={[{ value: '', label: t('matrix.group.all') }, ...grid.competencies.map(({ id, title }) => ({ value: id, label: inLanguage(title) }))]}
        onChange={({ currentTarget }) => go({ competency: currentTarget.value || undefined })}
        maw={360}
      />
      <NativeSelect
        label={t('matrix.level')}
        value={search.level ?? ''}
        data={[{ value: '', label: t('matrix.group.all') }, ...grid.levels.map((level) => ({ value: level.code, label: levelName(level) }))]}
        onChange={({ currentTarget }) => go({ level: currentTarget.value || undefined })}
      />
    </Group>
  );
}
