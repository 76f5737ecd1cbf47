import { IconEyeOff } from '@tabler/icons-react';

import { useText } from '../../../i18n/use-text.js';
import { reasonIds } from '../frame/hidden-reason.js';
import classes from '../frame/reports.module.css';
import type { Hiding } from './heatmap-model.js';

/** How much of a report is hidden, and why. */
export function HiddenSummary({ hiding, cells }: { readonly hiding: readonly Hiding[]; readonly cells: number }) {
  const { t } = useText();
  if (hiding.length === 0) return null;
  return (
    <div className={classes['summary']}>
      <IconEyeOff size={20} aria-hidden />
      <div>
        <p>{t('reports.hidden.summary', { n: hiding.reduce((sum, one) => sum + one.cells, 0), of: cells })}</p>
        <ul>
          {hiding.map(({ reason, cells: n }) => (
            <li key={reason}>
              <strong>{n}</strong> · {t(reasonIds[reason])}
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}
