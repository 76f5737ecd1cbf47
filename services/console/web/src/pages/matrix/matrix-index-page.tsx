import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, Navigate } from '@tanstack/react-router';

import { useText } from '../../i18n/use-text.js';
import { useSession } from '../../session/use-session.js';
import { PageHeader } from '../../page-parts/page-header.js';
import { Empty, Failure, Loading } from '../../page-parts/states.js';
import { matricesQuery } from './matrix-queries.js';
import { newestVersion } from './newest-version.js';

export function MatrixIndexPage() {
  const { t } = useText();
  const { has } = useSession();
  const { data, error, refetch } = useQuery(matricesQuery);
  if (error !== null) return <Failure error={error} retry={() => void refetch()} />;
  if (data === undefined) return <Loading />;
  const found = newestVersion(data);
  if (found !== undefined) return <Navigate to="/matrix/$matrix/v/$version" params={{ matrix: found.matrix, version: String(found.version) }} replace />;
  return (
    <>
      <PageHeader title={t('matrix.title')} />
      <Empty
        title={t('matrix.none')}
        action={has('matrix-editor') && <Button renderRoot={(props) => <Link to="/admin/matrix/new" {...props} />}>{t('new.title')}</Button>}
      >
        {t(has('matrix-editor') ? 'matrix.none.editor' : 'matrix.none.reader')}
      </Empty>
    </>
  );
}
