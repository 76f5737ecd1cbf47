import { useState } from 'react';

import { keepTyped, withTyped, type TypedByCell, type TypedEvidence } from '../../drafts/typed-evidence.js';

export interface TypingOfEvidence {
  readonly typed: TypedByCell;
  readonly type: (cell: string, change: Omit<TypedEvidence, 'key'>) => void;
  /** Once it is recorded; what was typed over it since then stays. */
  readonly recorded: (cell: string, key: string) => void;
}

/** @param before what this device has kept. */
export function useTypedEvidence(person: string, assessment: string, before: TypedByCell): TypingOfEvidence {
  const [typed, setTyped] = useState(before);
  const keep = (cell: string, next: TypedByCell): TypedByCell => {
    void keepTyped(person, assessment, cell, next[cell]);
    return next;
  };
  return {
    typed,
    type: (cell, change) => setTyped(keep(cell, withTyped(typed, cell, change))),
    recorded: (cell, key) => setTyped((now) => (now[cell]?.key === key ? keep(cell, withTyped(now, cell, { on: '', text: '' })) : now)),
  };
}
