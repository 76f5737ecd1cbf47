import type { CSSProperties } from 'react';

import { useText } from '../../../i18n/use-text.js';
import type { Distribution } from '../frame/report-queries.js';
import classes from '../frame/reports.module.css';
import { axisMarks, barsOf, peaksOf } from './distribution-model.js';

interface DistributionBarsProps {
  readonly report: Distribution;
  readonly name: string;
  readonly isCompact?: boolean;
}

/** A bar per level, with its number beside it: who does not see the bars reads the same. */
export function DistributionBars({ report, name, isCompact = false }: DistributionBarsProps) {
  const { t, percent, list } = useText();
  const bars = barsOf(report);
  const peaks = peaksOf(bars);
  const levelName = (level: string | null): string => level ?? t('reports.no-level');
  return (
    <figure className={classes['figure']}>
      <figcaption className={classes['caption']}>{peaks.length > 0 && t('reports.distribution.peaks', { n: peaks.length, levels: list(peaks.map(({ level }) => levelName(level))), share: percent(peaks[0]!.share) })}</figcaption>
      <ul className={classes['bars']} data-compact={isCompact || undefined} aria-label={t('reports.distribution.of', { name })}>
        {bars.map(({ level, people, share }) => (
          <li key={level ?? ''} className={classes['bar']}>
            <span className={classes['bar-name']}>{levelName(level)}</span>
            <span className={classes['track']} aria-hidden>
              <span className={classes['fill']} data-none={level === null || undefined} style={{ '--length': share } as CSSProperties} />
            </span>
            <span className={classes['bar-number']}>
              <strong>{people}</strong> <span className={classes['share']}>{percent(share)}</span>
            </span>
          </li>
        ))}
      </ul>
      <div className={classes['axis']} data-compact={isCompact || undefined} aria-hidden>
        <span className={classes['axis-marks']}>
          {axisMarks.map((mark) => (
            <span key={mark}>{percent(mark)}</span>
          ))}
        </span>
        {!isCompact && <span className={classes['axis-name']}>{t('reports.distribution.axis')}</span>}
      </div>
    </figure>
  );
}
