import { useText } from '../../../i18n/use-text.js';
import type { Unit } from '../../../units/units-query.js';
import type { Heatmap } from './report-queries.js';

/** A part of a report in words: a unit with all below it, or the people in the unit itself. */
export function usePartName(units: readonly Unit[]): (part: Heatmap['columns'][number]) => string {
  const { t } = useText();
  return ({ unit, includes }) => {
    const name = units.find((one) => one.unit === unit)?.name ?? unit;
    return includes === 'all-below' ? name : t('reports.own-people', { name });
  };
}
