import { IconCircleFilled, IconFlag, IconStarFilled, type Icon } from '@tabler/icons-react';

import { useText } from '../../../i18n/use-text.js';
import type { Grade } from '../explanation/grade-view.js';
import classes from '../explanation/grade.module.css';
import { rungsOf, type Mark } from './ladder-rungs.js';

const icons: Record<Mark, Icon> = { grade: IconStarFilled, current: IconCircleFilled, target: IconFlag };

/** The levels, the highest on top, and which of them is what. */
export function Ladder({ grade }: { readonly grade: Grade }) {
  const { t } = useText();
  return (
    <ol className={classes['ladder']} aria-label={t('grade.ladder')} reversed>
      {rungsOf(grade)
        .reverse()
        .map(({ level, marks }) => (
          <li key={level} className={classes['rung']} data-grade={marks.includes('grade') || undefined} data-target={marks.includes('target') || undefined}>
            <span className={classes['level']}>{level}</span>
            <span className={classes['marks']}>
              {marks.map((mark) => {
                const MarkIcon = icons[mark];
                return (
                  <span key={mark} className={classes['mark']}>
                    <MarkIcon size={12} aria-hidden />
                    {t(`grade.mark.${mark}`)}
                  </span>
                );
              })}
            </span>
          </li>
        ))}
    </ol>
  );
}
