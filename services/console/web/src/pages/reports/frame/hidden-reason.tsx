import { IconEyeOff } from '@tabler/icons-react';

import type { MessageId } from '../../../i18n/message-id.js';
import { useText } from '../../../i18n/use-text.js';
import type { HiddenReason } from './report-queries.js';
import classes from './reports.module.css';

export const reasonIds: Record<HiddenReason, Extract<MessageId, `reports.hidden.${string}`>> = {
  'fewer than 5 people': 'reports.hidden.few',
  'would tell of fewer than 5 people by subtraction': 'reports.hidden.subtraction',
};

/** "Hidden: …", in place of a number. */
export function useHiddenText(): (reason: HiddenReason) => string {
  const { t } = useText();
  return (reason) => t('reports.hidden', { reason: t(reasonIds[reason]) });
}

/** Said where the number would stand: that it is hidden, and why. */
export function Hidden({ reason }: { readonly reason: HiddenReason }) {
  const hiddenText = useHiddenText();
  return (
    <p className={classes['hidden']}>
      <IconEyeOff size={18} aria-hidden />
      {hiddenText(reason)}
    </p>
  );
}
