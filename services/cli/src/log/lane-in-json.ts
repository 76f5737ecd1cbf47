import type { LaneComparison } from '@rung/messaging';

/** Positions as text, as everywhere in JSON: they may be larger than its numbers are exact. */
export function laneInJson({ lane, logHead, topicHead, agreesUpTo, onlyInTopic }: LaneComparison): object {
  return { lane, logHead: `${logHead}`, topicHead: `${topicHead}`, agreesUpTo: `${agreesUpTo}`, onlyInTopic };
}
