import { VisuallyHidden } from '@mantine/core';
import { Link } from '@tanstack/react-router';

import { useGroupName } from '../../../i18n/use-group-name.js';
import { useText } from '../../../i18n/use-text.js';
import type { LevelView } from '../../../matrices/grid-view.js';
import classes from './matrix-grid.module.css';

interface LevelHeaderProps {
  readonly level: LevelView;
  readonly isLookedAt: boolean;
  readonly isEditable: boolean;
}

/** A level's name and what it holds: "soft 9 (+2)". */
export function LevelHeader({ level, isLookedAt, isEditable }: LevelHeaderProps) {
  const { t } = useText();
  return (
    <th scope="col" className={classes['level']} data-own={level.isOwn || undefined} data-looked-at={isLookedAt || undefined}>
      {level.isOwn && <span className={classes['own']}>{t('matrix.own')}</span>}
      {isEditable ? (
        <Link from="/matrix/$matrix/v/$version" to="/matrix/$matrix/v/$version/l/$level" params={{ level: level.code }} search resetScroll={false} preload={false} className={`${classes['name']} ${classes['edit']}`}>
          {level.name}
        </Link>
      ) : (
        <span className={classes['name']}>{level.name}</span>
      )}
      <LevelCounts level={level} />
    </th>
  );
}

export function LevelCounts({ level }: { readonly level: LevelView }) {
  const { t } = useText();
  const groupName = useGroupName();
  return (
    <span className={classes['counts']}>
      {level.counts.map(({ group, inForce, added, raised }) => (
        <span key={group} className={classes['count']}>
          <span aria-hidden>{groupName(group)}</span>
          <span aria-hidden className={classes['number']}>
            {inForce}
          </span>
          <span aria-hidden className={classes['added']} data-none={added === 0 || undefined}>{`(+${added})`}</span>
          <VisuallyHidden>{t('matrix.counts', { group: groupName(group), inForce, added, raised })}</VisuallyHidden>
        </span>
      ))}
    </span>
  );
}
