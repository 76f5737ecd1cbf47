import { NativeSelect, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';

import { GroupNames } from '../../i18n/use-group-name.js';
import { useText } from '../../i18n/use-text.js';
import { gridQuery, matricesQuery, type MatrixList } from '../../matrices/matrix-queries.js';
import { Loaded } from '../../page-parts/loaded.js';
import { PageHeader } from '../../page-parts/page-header.js';
import { together } from '../../page-parts/read.js';
import { Empty } from '../../page-parts/states.js';
import { matrixMigrationRoute } from './matrix-migration-route.js';
import { MigrationMap } from './migration-map.js';
import { migrationQuery } from './migration-query.js';

/** What becomes of the competencies of an earlier version in this one. */
export function MatrixMigrationPage() {
  const { matrix } = matrixMigrationRoute.useParams();
  const matrices = useQuery(matricesQuery);
  return (
    <Loaded read={matrices} rows={8}>
      {(known) => <Migration known={known.matrices.find((one) => one.matrix === matrix)} />}
    </Loaded>
  );
}

function Migration({ known }: { readonly known: MatrixList['matrices'][number] | undefined }) {
  const { t } = useText();
  const { matrix, version } = matrixMigrationRoute.useParams();
  const search = matrixMigrationRoute.useSearch();
  const navigate = matrixMigrationRoute.useNavigate();
  const to = Number(version);
  const earlier = known?.versions.filter((one) => one.version < to) ?? [];
  const from = earlier.find((one) => one.version === search.from)?.version ?? earlier.at(-1)?.version;
  return (
    <Stack gap="lg">
      <PageHeader
        title={t('migration.title', { name: known?.name ?? matrix, version })}
        actions={
          from !== undefined && (
            <NativeSelect
              label={t('diff.from')}
              value={String(from)}
              data={earlier.toReversed().map((one) => ({ value: String(one.version), label: t(`matrix.version.${one.status}`, { version: one.version }) }))}
              onChange={({ currentTarget }) => void navigate({ search: { from: Number(currentTarget.value) }, replace: true, resetScroll: false })}
            />
          )
        }
      >
        {t('migration.summary')}
      </PageHeader>
      {from === undefined ? <Empty title={t('migration.first')}>{t('migration.first.text')}</Empty> : <VersionsMap key={from} matrix={matrix} from={from} to={to} />}
    </Stack>
  );
}

function VersionsMap({ matrix, from, to }: { readonly matrix: string; readonly from: number; readonly to: number }) {
  const { t } = useText();
  const all = together({ migration: useQuery(migrationQuery(matrix, from, to)), before: useQuery(gridQuery(matrix, from)), after: useQuery(gridQuery(matrix, to)) });
  return (
    <Loaded read={all} rows={8}>
      {({ migration, before, after }) => (
        <GroupNames value={{ ...before.groupNames, ...after.groupNames }}>
          <MigrationMap migration={migration} before={before} after={after} />
          <Link to="/matrix/$matrix/diff" params={{ matrix }} search={{ from, to }}>
            {t('migration.to-the-diff')}
          </Link>
        </GroupNames>
      )}
    </Loaded>
  );
}
