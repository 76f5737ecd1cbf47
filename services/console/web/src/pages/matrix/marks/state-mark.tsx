import type { CellState } from '../../../matrices/grid-view.js';
import classes from './state-mark.module.css';

/** ● new, ▲ raised, = the same as another level, a line through for carried: shape and colour. Its name stands beside it, or is its button's. */
export function StateMark({ state }: { readonly state: CellState | 'same-as' }) {
  return (
    <span className={classes['mark']} data-state={state} aria-hidden>
      {state === 'new' ? '●' : state === 'raised' ? '▲' : state === 'same-as' ? '=' : ''}
    </span>
  );
}
