import { useText } from '../../../i18n/use-text.js';
import classes from '../form/assess.module.css';

interface RoomLeftProps {
  /** In characters. */
  readonly typed: number;
  readonly most: number;
}

/** How much more a field takes, said once it matters; and that it takes no more, as a browser cuts off without a word what is pasted beyond. */
export function RoomLeft({ typed, most }: RoomLeftProps) {
  const { t } = useText();
  if (typed <= most * 0.8) return null;
  if (typed < most) return <p className={classes['hint']}>{t('assess.room.left', { left: most - typed })}</p>;
  return (
    <p role="status" className={classes['demand']}>
      {t('assess.room.none', { most })}
    </p>
  );
}
