import { Group, NativeSelect, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';

import { GroupNames } from '../../i18n/use-group-name.js';
import { useText } from '../../i18n/use-text.js';
import { gridQuery, matricesQuery, type MatrixList } from '../../matrices/matrix-queries.js';
import { Loaded } from '../../page-parts/loaded.js';
import { PageHeader } from '../../page-parts/page-header.js';
import { together } from '../../page-parts/read.js';
import { Empty, Forbidden } from '../../page-parts/states.js';
import { useSession } from '../../session/use-session.js';
import { AffectedReviews } from './affected.js';
import { chosenVersions, type ChosenVersions } from './chosen-versions.js';
import { DiffSections } from './diff-sections.js';
import { matrixDiffQuery } from './matrix-diff-query.js';
import { matrixDiffRoute } from './matrix-diff-route.js';

/** What two versions of a matrix differ in, word by word. */
export function MatrixDiffPage() {
  const { matrix: id } = matrixDiffRoute.useParams();
  const matrices = useQuery(matricesQuery);
  return <Loaded read={matrices}>{(known) => <Compared matrix={known.matrices.find(({ matrix }) => matrix === id)} />}</Loaded>;
}

function Compared({ matrix }: { readonly matrix: MatrixList['matrices'][number] | undefined }) {
  const { t } = useText();
  const search = matrixDiffRoute.useSearch();
  if (matrix === undefined) return <Forbidden />;
  const chosen = chosenVersions(matrix.versions.map(({ version }) => version), search);
  return (
    <Stack gap="lg">
      <PageHeader title={t('diff.title', { name: matrix.name })} actions={chosen !== undefined && <Versions matrix={matrix} chosen={chosen} />}>
        {t('diff.summary')}
      </PageHeader>
      {chosen === undefined ? <Empty title={t('diff.only-one')}>{t('diff.only-one.text')}</Empty> : <Diff matrix={matrix.matrix} {...chosen} />}
    </Stack>
  );
}

interface VersionsProps {
  readonly matrix: MatrixList['matrices'][number];
  readonly chosen: ChosenVersions;
}

function Versions({ matrix, chosen }: VersionsProps) {
  const { t } = useText();
  const navigate = matrixDiffRoute.useNavigate();
  const go = (changed: Partial<ChosenVersions>) => void navigate({ search: { ...chosen, ...changed }, replace: true, resetScroll: false });
  const data = matrix.versions.toReversed().map(({ version, status }) => ({ value: String(version), label: t(`matrix.version.${status}`, { version }) }));
  return (
    <Group gap="sm" align="flex-end">
      <NativeSelect label={t('diff.from')} value={String(chosen.from)} data={data} onChange={({ currentTarget }) => go({ from: Number(currentTarget.value) })} />
      <NativeSelect label={t('diff.to')} value={String(chosen.to)} data={data} onChange={({ currentTarget }) => go({ to: Number(currentTarget.value) })} />
    </Group>
  );
}

function Diff({ matrix, from, to }: ChosenVersions & { readonly matrix: string }) {
  const { t } = useText();
  const { has } = useSession();
  const seesAffected = has('matrix-editor') || has('hr');
  const all = together({ diff: useQuery(matrixDiffQuery(matrix, from, to)), before: useQuery(gridQuery(matrix, from)), after: useQuery(gridQuery(matrix, to)) });
  return (
    <Loaded read={all} rows={8}>
      {({ diff, before, after }) => (
        <GroupNames value={{ ...before.groupNames, ...after.groupNames }}>
          <DiffSections diff={diff} before={before} after={after} />
          {seesAffected && <AffectedReviews matrix={matrix} from={from} to={to} />}
          <Group gap="lg">
            <Link to="/matrix/$matrix/v/$version" params={{ matrix, version: String(to) }}>
              {t('diff.to-the-matrix', { version: to })}
            </Link>
            {from < to && (
              <Link to="/matrix/$matrix/v/$version/migration" params={{ matrix, version: String(to) }} search={{ from }}>
                {t('migration.open')}
              </Link>
            )}
          </Group>
        </GroupNames>
      )}
    </Loaded>
  );
}
