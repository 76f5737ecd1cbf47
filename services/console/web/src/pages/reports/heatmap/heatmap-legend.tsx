import { useText } from '../../../i18n/use-text.js';
import classes from '../frame/reports.module.css';
import { steps } from './heatmap-model.js';

/** Which colour is which share: each with its numbers, as the cells have theirs. */
export function HeatmapLegend() {
  const { t, percent } = useText();
  return (
    <div className={classes['legend']}>
      <span id="legend">{t('reports.legend')}</span>
      <ul aria-labelledby="legend">
        {steps.map((from, step) => {
          const next = steps[step + 1];
          return (
            <li key={from} data-step={step} className={classes['swatch']}>
              {next === undefined ? t('reports.legend.from', { from: percent(from) }) : t('reports.legend.range', { from: Math.round(from * 100), to: percent(next - 0.01) })}
            </li>
          );
        })}
        <li data-hidden className={classes['swatch']}>
          {t('reports.legend.hidden')}
        </li>
      </ul>
    </div>
  );
}
