import { Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';

import { useText } from '../../i18n/use-text.js';
import { Loaded } from '../../page-parts/loaded.js';
import table from '../../page-parts/table.module.css';
import { affectedQuery } from './matrix-diff-query.js';

/** The reviews that are on the earlier version, and how many of their assessments ask for what differs. */
export function AffectedReviews({ matrix, from, to }: { readonly matrix: string; readonly from: number; readonly to: number }) {
  const { t } = useText();
  const reviews = useQuery(affectedQuery(matrix, from, to));
  return (
    <Loaded read={reviews} rows={3}>
      {({ cycles }) => (
        <section aria-labelledby="affected">
          <Title order={2} size="h4" mb="xs" id="affected">
            {t('diff.affected')}
          </Title>
          <Text size="sm" c="dimmed" mb="xs">
            {t(cycles.length === 0 ? 'diff.affected.none' : 'diff.affected.text', { version: from })}
          </Text>
          {cycles.length > 0 && (
            <div className={table['scroll']} role="region" aria-labelledby="affected" tabIndex={0}>
              <table className={table['table']}>
                <thead>
                  <tr>
                    <th scope="col">{t('diff.affected.review')}</th>
                    <th scope="col">{t('diff.affected.status')}</th>
                    <th scope="col" className={table['number']}>
                      {t('diff.affected.participants')}
                    </th>
                    <th scope="col" className={table['number']}>
                      {t('diff.affected.asked')}
                    </th>
                  </tr>
                </thead>
                <tbody>
                  {cycles.map(({ cycle, name, status, participants, assessments, asked }) => (
                    <tr key={cycle}>
                      <th scope="row">{name}</th>
                      <td>{t(`diff.affected.status.${status}`)}</td>
                      <td className={table['number']}>{participants}</td>
                      <td className={table['number']}>{t('diff.affected.of', { asked, assessments })}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          )}
        </section>
      )}
    </Loaded>
  );
}
