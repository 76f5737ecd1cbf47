import { useText } from '../../../i18n/use-text.js';

/** Where something stands in a file: in a cell or at a path where it has such, else in a line. */
export interface Place {
  readonly line: number;
  readonly column: number;
  readonly part?: string | undefined;
  readonly cell?: string | undefined;
}

export function usePlace(): (place: Place) => string {
  const { t } = useText();
  return ({ line, column, part, cell }) => [part, cell ?? t('import.place', { line, column })].filter((words) => words !== undefined && words !== '').join(', ');
}
