import { Button, Stack } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { Outlet } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';

import { GroupNames } from '../../i18n/use-group-name.js';
import { useText } from '../../i18n/use-text.js';
import { usePageKeys } from '../../keys/page-keys.js';
import { gridView } from '../../matrices/grid-view.js';
import { matrixAddress } from '../../matrices/matrix-address.js';
import { gridQuery, ownReviewQuery, type Grid } from '../../matrices/matrix-queries.js';
import { Loaded } from '../../page-parts/loaded.js';
import { PageHeader } from '../../page-parts/page-header.js';
import { Empty, Loading } from '../../page-parts/states.js';
import { useSession } from '../../session/use-session.js';
import { FilterBar } from './bar/filter-bar.js';
import { PastBar } from './bar/past-bar.js';
import { VersionSwitch } from './bar/version-switch.js';
import { LevelList } from './grid/level-list.js';
import { MatrixGrid } from './grid/matrix-grid.js';
import { Legend } from './marks/legend.js';
import colors from './marks/matrix-colors.module.css';

/** Who reads a matrix loads nothing of how it is edited. */
const DraftBar = lazy(async () => ({ default: (await import('../matrix-edit/draft/draft-bar.js')).DraftBar }));

export function MatrixPage() {
  const { matrix, version } = matrixAddress.useParams();
  const { at } = matrixAddress.useSearch();
  const read = useQuery(gridQuery(matrix, Number(version), at));
  return (
    <>
      {at !== undefined && <PastBar at={at} />}
      <Loaded read={read} rows={9}>
        {(grid) => <LoadedMatrix grid={grid} isPast={at !== undefined} />}
      </Loaded>
    </>
  );
}

const matrixKeys = [
  { keys: ['/'], text: 'shell.keys.filter' },
  { keys: ['j', 'k'], text: 'matrix.keys.cell' },
] as const;

function LoadedMatrix({ grid, isPast }: { readonly grid: Grid; readonly isPast: boolean }) {
  const { t } = useText();
  usePageKeys(matrixKeys);
  const { person, has } = useSession();
  const { data: own } = useQuery(ownReviewQuery(person.id));
  const search = matrixAddress.useSearch();
  const navigate = matrixAddress.useNavigate();
  const isNarrow = useMediaQuery('(max-width: 48em)', undefined, { getInitialValueInEffect: false });
  const view = gridView(grid, search, own);
  const isEditable = !isPast && grid.status === 'draft' && has('matrix-editor');
  return (
    <GroupNames value={grid.groupNames ?? {}}>
      <Stack className={colors['colors']} gap="md">
        <PageHeader title={grid.name} actions={<VersionSwitch grid={grid} />}>
          {t('matrix.summary', { levels: grid.levels.length, competencies: grid.competencies.length })} {t(`matrix.reading.${grid.reading}`)}
        </PageHeader>
        {isEditable && (
          <Suspense fallback={<Loading rows={3} />}>
            <DraftBar grid={grid} />
          </Suspense>
        )}
        <FilterBar grid={grid} view={view} />
        <Legend />
        {view.shown === 0 && (
          <Empty
            title={t('matrix.nothing')}
            action={
              <Button variant="default" onClick={() => void navigate({ search: ({ level }) => ({ level }), replace: true, resetScroll: false })}>
                {t('matrix.filter.clear')}
              </Button>
            }
          >
            {t('matrix.nothing.text')}
          </Empty>
        )}
        {view.shown > 0 && (isNarrow ? <LevelList view={view} level={search.level} isEditable={isEditable} /> : <MatrixGrid view={view} level={search.level} isEditable={isEditable} />)}
        <Outlet />
      </Stack>
    </GroupNames>
  );
}
