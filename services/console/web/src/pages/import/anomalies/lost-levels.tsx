import { Alert, Anchor } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';

import { useText } from '../../../i18n/use-text.js';
import type { Preview } from '../preview/import-queries.js';
import { usePlace } from '../step/use-place.js';
import classes from './lost-levels.module.css';

/** Levels at which nothing would be expected though the text does not say so: on every step, until that is mended or meant. */
export function LostLevels({ anomalies }: Pick<Preview, 'anomalies'>) {
  const { t } = useText();
  const placeOf = usePlace();
  const lost = anomalies.flatMap((one, at) => (one.kind === 'list-missing' ? [{ ...one, at }] : []));
  if (lost.length === 0) return null;
  return (
    <Alert color="red" variant="light" icon={<IconAlertTriangle aria-hidden />} title={t('import.lost', { count: lost.length })}>
      {t('import.lost.text')}
      <ul className={classes['levels']}>
        {lost.map((one) => (
          <li key={one.at}>
            {one.words}
            {', '}
            <Anchor inherit renderRoot={(props) => <Link from="/admin/matrix/import" to="." search={(before) => ({ ...before, step: 'anomalies', anomaly: one.at + 1 })} {...props} />}>
              {placeOf(one)}
            </Anchor>
          </li>
        ))}
      </ul>
    </Alert>
  );
}
