import type { ReactNode } from 'react';

import type { Read } from './read.js';
import { shownOf } from './read.js';
import { Failure, Forbidden, Loading, NotReadAgain } from './states.js';

interface LoadedProps<Data> {
  readonly read: Read<Data>;
  /** How much room it takes while it is not there. */
  readonly rows?: number;
  /** Where a page has more to say than that it is not there. */
  readonly forbidden?: ReactNode;
  readonly children: (data: Data) => ReactNode;
}

/** What was read, or why it is not there. What is open, or typed, in it stays when it cannot be read again. */
export function Loaded<Data>({ read, rows, forbidden = <Forbidden />, children }: LoadedProps<Data>) {
  const { data, error } = read;
  const retry = () => void read.refetch();
  const shown = shownOf(read);
  if (shown === 'forbidden') return forbidden;
  if (data === undefined) return shown === 'loading' ? <Loading rows={rows} /> : <Failure error={error} retry={retry} />;
  return (
    <>
      {shown === 'data-of-before' && <NotReadAgain error={error} retry={retry} />}
      {children(data)}
    </>
  );
}
