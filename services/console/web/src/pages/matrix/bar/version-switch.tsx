import { Badge, Group, NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';

import { useText } from '../../../i18n/use-text.js';
import { matrixAddress } from '../../../matrices/matrix-address.js';
import { matricesQuery, type Grid } from '../../../matrices/matrix-queries.js';

/** After the grid, which is what people come for. */
const MatrixMenu = lazy(async () => ({ default: (await import('./matrix-menu.js')).MatrixMenu }));

/** Which matrix is shown and in which of its versions: a cycle stays with the version that it was opened with. */
export function VersionSwitch({ grid }: { readonly grid: Grid }) {
  const { t } = useText();
  const { data } = useQuery(matricesQuery);
  const navigate = matrixAddress.useNavigate();
  const go = (matrix: string, version: number) =>
    void navigate({ to: '/matrix/$matrix/v/$version', params: { matrix, version: String(version) }, search: (before) => before });
  const matrices = data?.matrices ?? [{ matrix: grid.matrix, name: grid.name, versions: [grid] }];
  const versions = matrices.find(({ matrix }) => matrix === grid.matrix)?.versions ?? [grid];
  return (
    <Group gap="sm" align="flex-end">
      {matrices.length > 1 && (
        <NativeSelect
          label={t('matrix.choose.matrix')}
          value={grid.matrix}
          onChange={({ currentTarget }) => {
            const chosen = matrices.find(({ matrix }) => matrix === currentTarget.value);
            const version = (chosen?.versions.findLast(({ status }) => status === 'published') ?? chosen?.versions.at(-1))?.version;
            if (version !== undefined) go(currentTarget.value, version);
          }}
          data={matrices.map(({ matrix, name }) => ({ value: matrix, label: name }))}
        />
      )}
      {versions.length > 1 ? (
        <NativeSelect
          label={t('matrix.choose.version')}
          value={String(grid.version)}
          onChange={({ currentTarget }) => go(grid.matrix, Number(currentTarget.value))}
          data={versions.toReversed().map(({ version, status }) => ({ value: String(version), label: t(`matrix.version.${status}`, { version }) }))}
        />
      ) : (
        <Badge variant="default" size="lg" tt="none" fw={500}>
          {t(`matrix.version.${grid.status}`, { version: grid.version })}
        </Badge>
      )}
      <Suspense fallback={null}>
        <MatrixMenu grid={grid} />
      </Suspense>
    </Group>
  );
}
