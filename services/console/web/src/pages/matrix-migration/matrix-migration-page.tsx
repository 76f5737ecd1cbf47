import { NativeSelect, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';

import { GroupNames } from '../../i18n/use-group-name.js';
import { useText } from '../../i18n/use-text.js';
import { PageHeader } from '../../page-parts/page-header.js';
import { Empty, Failure, Loading } from '../../page-parts/states.js';
import { gridQuery, matricesQuery } from '../matrix/matrix-queries.js';
import { MigrationMap } from './migration-map.js';
import { migrationQuery } from './migration-query.js';
import { matrixMigrationRoute } from './matrix-migration-route.js';

/** What becomes of the competencies of an earlier version in this one. */
export function MatrixMigrationPage() {
  const { t } = useText();
  const { matrix, version } = matrixMigrationRoute.useParams();
  const search = matrixMigrationRoute.useSearch();
  const navigate = matrixMigrationRoute.useNavigate();
  const to = Number(version);
  const { data, error, refetch } = useQuery(matricesQuery);
  if (error !== null) return <Failure error={error} retry={() => void refetch()} />;
  if (data === undefined) return <Loading rows={8} />;
  const known = data.matrices.find((one) => one.matrix === matrix);
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
      {from === undefined ? <Empty title={t('migration.first')}>{t('migration.first.text')}</Empty> : <Loaded key={from} matrix={matrix} from={from} to={to} />}
    </Stack>
  );
}

function Loaded({ matrix, from, to }: { readonly matrix: string; readonly from: number; readonly to: number }) {
  const { t } = useText();
  const migration = useQuery(migrationQuery(matrix, from, to));
  const before = useQuery(gridQuery(matrix, from));
  const after = useQuery(gridQuery(matrix, to));
  const failed = [migration, before, after].find(({ error }) => error !== null);
  if (failed !== undefined) return <Failure error={failed.error} retry={() => void failed.refetch()} />;
  if (migration.data === undefined || before.data === undefined || after.data === undefined) return <Loading rows={8} />;
  return (
    <GroupNames value={{ ...before.data.groupNames, ...after.data.groupNames }}>
      <MigrationMap migration={migration.data} before={before.data} after={after.data} />
      <Link to="/matrix/$matrix/diff" params={{ matrix }} search={{ from, to }}>
        {t('migration.to-the-diff')}
      </Link>
    </GroupNames>
  );
}
