import { IconAlertTriangle, IconCloudCheck, IconCloudOff, IconRefresh } from '@tabler/icons-react';

import { useKeptOnDevice } from '../../../drafts/device/use-device.js';
import { statusOf, type DraftStatus } from '../../../drafts/draft-status.js';
import type { Draft } from '../../../drafts/draft.js';
import { useText } from '../../../i18n/use-text.js';
import classes from './assess.module.css';

const icons: Record<DraftStatus, typeof IconCloudCheck> = {
  untouched: IconCloudCheck,
  saving: IconRefresh,
  saved: IconCloudCheck,
  offline: IconCloudOff,
  'signed-out': IconCloudOff,
  refused: IconAlertTriangle,
  conflict: IconAlertTriangle,
};

/** Where the draft is. Not told aloud while it is merely being saved: that would be at every word. */
export function DraftNote({ draft }: { readonly draft: Draft }) {
  const { t, time } = useText();
  const status = statusOf(draft);
  const isOnDevice = useKeptOnDevice();
  const Icon = icons[status];
  const count = Object.keys(draft.others).length;
  const text = status === 'saved' && draft.keptAt !== null ? t('assess.draft.saved-at', { time: time(draft.keptAt) }) : t(`assess.draft.${status}`, { count, place: isOnDevice ? 'device' : 'nowhere' });
  const isCalm = status === 'untouched' || status === 'saving' || status === 'saved';
  return (
    <p className={classes['note']} data-status={status}>
      <Icon size={18} aria-hidden />
      <span>
        {isCalm && text}
        {/* there before its words: of a region that comes with them many screen readers tell nothing */}
        <span role="status">
          {!isCalm && text}
          {!isOnDevice && <strong>{t('assess.draft.not-on-device')}</strong>}
        </span>
      </span>
    </p>
  );
}
