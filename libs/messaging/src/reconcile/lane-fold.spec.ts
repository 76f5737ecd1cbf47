import { describe, expect, it } from '@jest/globals';

import { sampleEvent } from '../contract/sample-events.js';
import type { KeptRecord } from '../event-bus.js';
import { LaneFold } from './lane-fold.js';

const idOf = (position: number, history: string): string => `${history}-${position}`;

/** `a1..5` are events of history a at the positions 1 to 5, `v3` takes back what is above 3. */
function compared(topic: string, own: string): ReturnType<LaneFold['compare']> {
  const events = (text: string): { position: number; id: string }[] => {
    const [, history = '', from = '', to = from] = /^([a-z])(\d+)(?:\.\.(\d+))?$/.exec(text) ?? [];
    return Array.from({ length: Number(to) - Number(from) + 1 }, (_, at) => ({ position: Number(from) + at, id: idOf(Number(from) + at, history) }));
  };
  const log = own === '' ? [] : own.split(' ').flatMap(events);
  const ids = new Map(log.map(({ position, id }) => [BigInt(position), id]));
  const fold = new LaneFold(0);
  let offset = 0n;
  const voided = (after: string): KeptRecord => ({
    offset: offset++,
    voiding: { id: `v${after}`, topic: 't', lane: 0, after: BigInt(after), epoch: '1:2:3', reason: 'why' },
  });
  const records = topic === '' ? [] : topic.split(' ').flatMap((text): KeptRecord[] =>
    text.startsWith('v')
      ? [voided(text.slice(1))]
      : events(text).map(({ position, id }) => ({ offset: offset++, event: sampleEvent({ position: BigInt(position), eventId: id }), isWhole: true })),
  );
  for (const record of records) fold.add([record], ids);
  return fold.compare(BigInt(log.length));
}

describe('a lane of the topic, held against the log', () => {
  it.each([
    ['the same', 'a1..5', 'a1..5', { agreesUpTo: 5n, topicHead: 5n, onlyInTopic: 0 }],
    ['handed over twice', 'a1..5 a2..5', 'a1..5', { agreesUpTo: 5n, onlyInTopic: 0 }],
    ['behind the log', 'a1..3', 'a1..5', { agreesUpTo: 3n, topicHead: 3n, onlyInTopic: 0 }],
    ['empty', '', 'a1..5', { agreesUpTo: 0n, topicHead: 0n, onlyInTopic: 0, fromOffset: undefined }],
    ['ahead of the log', 'a1..5', 'a1..3', { agreesUpTo: 3n, topicHead: 5n, onlyInTopic: 2, fromOffset: 3n }],
    ['ahead, and handed over twice', 'a1..5 a4..5', 'a1..3', { agreesUpTo: 3n, topicHead: 5n, onlyInTopic: 2, fromOffset: 3n }],
    ['apart from the log', 'a1..5', 'a1..3 b4..6', { agreesUpTo: 3n, onlyInTopic: 2 }],
    ['apart, though the log was handed over after it', 'a1..5 b4..6', 'a1..3 b4..6', { agreesUpTo: 3n, onlyInTopic: 2 }],
    ['apart, and gone on behind it', 'a1..5 b6', 'a1..3 b4..6', { agreesUpTo: 3n, onlyInTopic: 2, hole: undefined }],
    ['the same once what was apart is void', 'a1..5 v3 b4..6', 'a1..3 b4..6', { agreesUpTo: 6n, onlyInTopic: 0, hasVoid: false }],
    ['void and not yet handed over', 'a1..5 v3', 'a1..3 b4..6', { agreesUpTo: 3n, topicHead: 3n, onlyInTopic: 0 }],
    ['the same, though what is void was handed over once more', 'a1..5 v3 a4 b4..6', 'a1..3 b4..6', { agreesUpTo: 6n, onlyInTopic: 0, hasVoid: false }],
    ['ahead by what was void in part', 'a1..5 v4 b5', 'a1..3', { agreesUpTo: 3n, missing: new Map([[4n, 'a-4'], [5n, 'b-5']]) }],
    ['void, though the log has it back', 'a1..5 v3', 'a1..5', { agreesUpTo: 3n, onlyInTopic: 0, hasVoid: true }],
    ['rewritten where it agreed', 'a1..5 b4', 'a1..5', { agreesUpTo: 3n, onlyInTopic: 1 }],
    ['without its beginning', 'a3..5', 'a1..5', { agreesUpTo: 0n, onlyInTopic: 0, hole: 1n }],
    ['with a hole', 'a1..2 a4..5', 'a1..5', { agreesUpTo: 2n, onlyInTopic: 0, hole: 3n }],
  ])('is %s', (_how, topic, log, expected) => {
    expect(compared(topic, log)).toMatchObject(expected);
  });
});
