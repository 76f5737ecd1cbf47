import { useEffect, useRef } from 'react';

import { useText } from '../../../i18n/use-text.js';
import type { MarkedLine, Segment } from './marked-lines.js';
import classes from './marked-text.module.css';

interface MarkedTextProps {
  readonly lines: readonly MarkedLine[];
  /** The anomaly that is looked at, from 0: it is brought into view. */
  readonly current: number;
}

export function MarkedText({ lines, current }: MarkedTextProps) {
  const { t } = useText();
  const scroller = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const mark = scroller.current?.querySelector<HTMLElement>(`[data-anomaly="${current}"]`);
    // within the text alone: the page stays where it is
    if (scroller.current !== null && mark) scroller.current.scrollTop = mark.offsetTop - scroller.current.clientHeight / 2;
  }, [current, lines]);
  return (
    <div ref={scroller} className={classes['scroll']} role="region" aria-label={t('import.text.numbered')} tabIndex={0}>
      {lines.map(({ number, segments, afterGap }) => (
        <div key={number} className={classes['line']} data-after-gap={afterGap || undefined}>
          <span className={classes['number']} aria-hidden>
            {number}
          </span>
          <span className={classes['words']}>
            {segments.map((segment, at) => (
              <Words key={at} segment={segment} current={current} />
            ))}
          </span>
        </div>
      ))}
    </div>
  );
}

function Words({ segment: { text, anomaly }, current }: { readonly segment: Segment; readonly current: number }) {
  if (anomaly === undefined) return <>{text}</>;
  return (
    <mark data-anomaly={anomaly} data-here={anomaly === current || undefined} className={classes['mark']}>
      <sup>{anomaly + 1}</sup>
      {text}
    </mark>
  );
}
