import { useRef, useState } from 'react';

import { keepTyped, type TypedEvidence } from '../../../drafts/device/typed-evidence.js';

export interface TypingOfEvidence {
  /** Several for one cell where several tabs typed: the first of them is the one that is typed on. */
  readonly typed: readonly TypedEvidence[];
  readonly type: (cell: string, change: Pick<TypedEvidence, 'on' | 'text'>) => void;
  /** Once it is recorded; what was typed over it since then stays. */
  readonly recorded: (key: string) => void;
}

/** @param before what this device has kept. */
export function useTypedEvidence(person: string, assessment: string, before: readonly TypedEvidence[]): TypingOfEvidence {
  const [typed, setTyped] = useState(before);
  // an answer may come while the next letter is typed: each starts from what the other has left
  const latest = useRef(before);
  const put = (was: TypedEvidence | undefined, next: TypedEvidence | undefined): void => {
    const at = was === undefined ? latest.current.length : latest.current.indexOf(was);
    latest.current = latest.current.toSpliced(at, 1, ...(next === undefined ? [] : [next]));
    setTyped(latest.current);
    void keepTyped(person, assessment, was, next);
  };
  return {
    typed,
    type: (cell, change) => {
      const was = latest.current.find((one) => one.cell === cell);
      const isNothing = change.text.trim() === '';
      if (was !== undefined || !isNothing) put(was, isNothing ? undefined : { cell, ...change, key: crypto.randomUUID() });
    },
    recorded: (key) => {
      const was = latest.current.find((one) => one.key === key);
      if (was !== undefined) put(was, undefined);
    },
  };
}
