import { IconCircleCheck, IconCircleDashed, IconCircleDot, type Icon } from '@tabler/icons-react';

import type { Phase } from './my-cycles-query.js';

const icons: Record<Phase['state'], Icon> = { done: IconCircleCheck, current: IconCircleDot, 'to-come': IconCircleDashed };

/** How far a phase is, beside a word that says so. */
export function PhaseMark({ state, size = 18 }: { readonly state: Phase['state']; readonly size?: number }) {
  const PhaseIcon = icons[state];
  return <PhaseIcon size={size} stroke={1.8} aria-hidden />;
}
