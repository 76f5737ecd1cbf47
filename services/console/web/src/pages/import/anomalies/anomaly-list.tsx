import { useEffect, useRef } from 'react';

import { useText } from '../../../i18n/use-text.js';
import type { Preview } from '../preview/import-queries.js';
import { usePlace } from '../step/use-place.js';
import classes from './anomalies-step.module.css';
import { AnomalyText } from './anomaly-text.js';

interface AnomalyListProps {
  readonly anomalies: Preview['anomalies'];
  /** The one that is looked at, from 0: it is brought into view. */
  readonly current: number;
  readonly go: (to: number) => void;
}

export function AnomalyList({ anomalies, current, go }: AnomalyListProps) {
  const { t } = useText();
  const placeOf = usePlace();
  const list = useRef<HTMLOListElement>(null);
  useEffect(() => {
    // within the list alone: the page stays where it is
    const item = list.current?.children[current];
    if (item instanceof HTMLElement && list.current !== null) list.current.scrollTop = item.offsetTop - list.current.clientHeight / 2;
  }, [current]);
  return (
    <ol ref={list} className={classes['list']} aria-label={t('import.step.anomalies')}>
      {anomalies.map((one, at) => (
        <li key={at}>
          <button type="button" className={classes['anomaly']} aria-current={at === current} onClick={() => go(at)}>
            <span className={classes['number']}>{at + 1}</span>
            <span>
              <AnomalyText anomaly={one} />
              <span className={classes['place']}>{placeOf(one)}</span>
            </span>
          </button>
        </li>
      ))}
    </ol>
  );
}
