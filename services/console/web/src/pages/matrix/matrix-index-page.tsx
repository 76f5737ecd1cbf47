import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, Navigate } from '@tanstack/react-router';

import { useText } from '../../i18n/use-text.js';
import { matricesQuery, ownReviewQuery, type MatrixList } from '../../matrices/matrix-queries.js';
import { Loaded } from '../../page-parts/loaded.js';
import { PageHeader } from '../../page-parts/page-header.js';
import { Empty, Loading } from '../../page-parts/states.js';
import { useSession } from '../../session/use-session.js';
import { newestVersion } from './address/newest-version.js';

export function MatrixIndexPage() {
  const matrices = useQuery(matricesQuery);
  return <Loaded read={matrices}>{(known) => <Newest known={known} />}</Loaded>;
}

function Newest({ known }: { readonly known: MatrixList }) {
  const { t } = useText();
  const { person, has } = useSession();
  const own = useQuery(ownReviewQuery(person.id));
  // where it cannot be read, there is the list all the same
  if (own.isLoading) return <Loading rows={9} />;
  const found = newestVersion(known, own.data?.matrix);
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
