import type { ReactNode } from 'react';

import classes from './check.module.css';

interface CheckProps {
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
  readonly children: ReactNode;
}

/** A box to tick, which is the browser's own: the kit's are too pale to be seen while they are off, and weigh 3 kB. */
export function Check({ checked, onChange, children }: CheckProps) {
  return (
    <label className={classes['check']}>
      <input type="checkbox" checked={checked} onChange={({ currentTarget }) => onChange(currentTarget.checked)} />
      <span>{children}</span>
    </label>
  );
}
