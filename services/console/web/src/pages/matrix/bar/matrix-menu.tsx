import { Button, Menu } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';

import { useText } from '../../../i18n/use-text.js';
import { beginVersion, type Grid } from '../../../matrices/matrix-queries.js';
import { useBeginning } from '../../../matrices/use-beginning.js';
import { Failure } from '../../../page-parts/states.js';
import { useSession } from '../../../session/use-session.js';
import { exportFormats, saveVersion, type ExportFormat } from './export-version.js';

/** What else there is to see of a version, and the files that it can be taken along as. */
export function MatrixMenu({ grid }: { readonly grid: Grid }) {
  const { t } = useText();
  const { has } = useSession();
  const { matrix } = grid;
  const version = String(grid.version);
  const beginning = useBeginning((from: number, key) => beginVersion(matrix, from, key));
  const saving = useMutation({ mutationFn: (format: ExportFormat) => saveVersion(grid, format) });
  return (
    <div>
      <Menu withinPortal={false} withInitialFocusPlaceholder={false} position="bottom-end" shadow="md" width={280}>
        <Menu.Target>
          <Button variant="default" loading={saving.isPending} rightSection={<IconChevronDown size={16} aria-hidden />}>
            {t('matrix.more')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item renderRoot={(props) => <Link to="/matrix/$matrix/diff" params={{ matrix }} search={grid.version > 1 ? { from: grid.version - 1, to: grid.version } : {}} {...props} />}>{t('matrix.more.diff')}</Menu.Item>
          <Menu.Item renderRoot={(props) => <Link from="/matrix/$matrix/v/$version" to="." search={(before) => ({ ...before, at: new Date().toISOString() })} {...props} />}>{t('matrix.more.past')}</Menu.Item>
          {has('matrix-editor') && <Menu.Item renderRoot={(props) => <Link to="/matrix/$matrix/v/$version/history" params={{ matrix, version }} {...props} />}>{t('history.open')}</Menu.Item>}
          {has('matrix-editor') && grid.status !== 'draft' && <Menu.Item onClick={() => beginning.mutate(grid.version)}>{t('matrix.more.next')}</Menu.Item>}
          <Menu.Divider />
          {exportFormats.map((format) => (
            <Menu.Item key={format} onClick={() => saving.mutate(format)}>
              {t('matrix.more.save', { format: t(`matrix.format.${format}`) })}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      {[saving, beginning].map(({ error }, at) => error !== null && <Failure key={at} error={error} />)}
    </div>
  );
}
