import classes from './progress-bar.module.css';

interface ProgressBarProps {
  readonly done: number;
  readonly all: number;
  readonly label: string;
}

/** In the page's colours: the browser's own are others in each. */
export function ProgressBar({ done, all, label }: ProgressBarProps) {
  return <progress className={classes['bar']} max={all} value={done} aria-label={label} />;
}
