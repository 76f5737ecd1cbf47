import { assessmentTopicEvents } from '@rung/contracts';
import type { Feed, Reaction } from '@rung/messaging';

import type { Closings } from './closings.js';

/**
 * A cycle that is cancelled closes what is open in it. What is being opened in that moment is closed by who opens it
 * (launching, opening), which looks at the cycle again afterwards.
 */
export function closeCancelled(feed: Feed, closings: Closings): Reaction {
  return {
    name: 'close-cancelled',
    feed,
    async react(recorded) {
      const event = assessmentTopicEvents.readOnce(recorded);
      if (event.type === 'CycleCancelled') await closings.closeCycle(event.data.cycle, recorded);
    },
  };
}
