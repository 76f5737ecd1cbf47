import type { CellState } from '../../../matrices/grid-view.js';
import classes from './state-mark.module.css';

/** What a cell is at its level: against the level below, or by a reference of its own. */
export type Mark = CellState | 'same-as';

export const markOf = ({ state, sameAs }: { readonly state: CellState; readonly sameAs: string | null }): Mark => (sameAs === null ? state : 'same-as');

/** A line through is drawn for what is carried. */
export const signs: Readonly<Record<Mark, string>> = { new: '●', raised: '▲', carried: '', 'same-as': '=' };

/** ● new, ▲ raised, = the same as another level, a line through for carried: shape and colour. Its name stands beside it, or is its button's. */
export function StateMark({ state }: { readonly state: Mark }) {
  return (
    <span className={classes['mark']} data-state={state} aria-hidden>
      {signs[state]}
    </span>
  );
}
