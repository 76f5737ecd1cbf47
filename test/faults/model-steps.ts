// What may happen on the way from log to view, each step done to the real thing and to the model, and compared.
import { laneOf, VersionConflict, type Appended } from '@rung/event-store';
import { PositionGap } from '@rung/messaging';
import fc, { type AsyncCommand } from 'fast-check';

import type { Cut } from './faulty-wire.js';
import type { Asked, Model } from './model.js';
import type { Loss, RealWay } from './real-way.js';
import { keyOf } from './tally.js';
import { lanes } from './whole-way.js';

export type Step = AsyncCommand<Model, RealWay>;

class Mismatch extends Error {}

function mustEqual(what: string, found: unknown, wanted: unknown): void {
  const [one, other] = [found, wanted].map((value) => JSON.stringify(value, (_, member: unknown) => (typeof member === 'bigint' ? String(member) : member)));
  if (one !== other) throw new Mismatch(`${what}: ${one}, not ${other}`);
}

const answerOf = ({ version, lane, position, repeated }: Appended) => ({ version, lane, position, repeated });
const streamOf = (n: number): string => `tally/${n}`;

/** @param name as it stands in the report of a failure. */
const step = (name: string, run: (model: Model, real: RealWay) => Promise<void>, check: (model: Model) => boolean = () => true): Step => ({
  check,
  run,
  toString: () => name,
});

const append = (n: number, size: number, cut: Cut | undefined): Step =>
  step(`append ${size} to ${streamOf(n)}${cut === undefined ? '' : `, cut ${cut}`}`, async (model, real) => {
    const stream = streamOf(n);
    const numbers = Array.from({ length: size }, () => model.nextNumber());
    const asked: Asked = { key: keyOf(`${numbers[0]}`), stream, expected: model.versionOf(stream), numbers };
    real.cutNextAppend(cut);
    const answer = await real.append(asked);
    mustEqual('an answer', answerOf(answer), { ...model.append(asked, laneOf(stream, lanes)), repeated: false });
  });

const appendStale = (n: number, by: number): Step =>
  step(`append to ${streamOf(n)} on a version that is off by ${by}`, async (model, real) => {
    const [stream, number] = [streamOf(n), model.nextNumber()];
    const current = model.versionOf(stream);
    const asked: Asked = { key: keyOf(`stale ${number}`), stream, expected: Math.max(0, current + by), numbers: [number] };
    if (asked.expected === current) return;
    const refused = await real.append(asked).then(() => undefined, (error: unknown) => error);
    mustEqual('a conflict', refused instanceof VersionConflict && refused.currentVersion, current);
  });

const retry = (which: number, by: number): Step =>
  step(`retry command ${which}`, async (model, real) => {
    const { asked, told } = model.answered[which % model.answered.length] ?? {};
    if (asked === undefined) return;
    mustEqual('the answer to a retry', answerOf(await real.append({ ...asked, expected: asked.expected + by })), { ...told, repeated: true });
  }, (model) => model.answered.length > 0);

const tail = (lane: number, after: number, limit: number): Step =>
  step(`read lane ${lane} after ${after}`, async (model, real) => {
    const wanted = (model.lanes[lane] ?? []).slice(after, after + limit).map((fact, n) => ({ position: after + n + 1, ...fact }));
    mustEqual('the tail', await real.readLane(lane, after, limit), wanted);
  });

const relay = (loses: Loss | undefined): Step =>
  step(`relay${loses === undefined ? '' : `, whose first ${loses} is lost`}`, async (model, real) => {
    await real.relay(loses);
    for (const [lane, facts] of model.lanes.entries()) {
      mustEqual('what the bus was handed first', [...new Set(real.topic(lane))], facts.map((_, n) => n + 1));
    }
  });

/** @param from where in the lane's topic, in thousandths. @param inbox an older one is a zombie's. */
const deliver = (lane: number, from: number, length: number, inbox: number): Step =>
  step(`deliver ${length} of lane ${lane} from ${from} ‰ on, to inbox ${inbox}`, async (model, real) => {
    const topic = real.topic(lane);
    const begin = Math.floor((topic.length * from) / 1_000);
    const positions = topic.slice(begin, begin + length);
    if (positions.length === 0) return;
    const outcome = await real.deliver(lane, begin, length, inbox).then(() => true, (error: unknown) => {
      if (error instanceof PositionGap) return false;
      throw error;
    });
    mustEqual('whether a delivery was taken', outcome, model.take(lane, positions));
    mustEqual('the inbox', await real.inboxPositions(lane), Array.from({ length: model.taken[lane] ?? 0 }, (_, n) => n + 1));
  });

const project = step('project', async (model, real) => {
  await real.project(model.taken);
  model.taken.forEach((position, lane) => (model.projected[lane] = position));
  mustEqual('what was projected, and how often', await real.projected(), model.taken.flatMap((position, lane) => Array.from({ length: position }, (_, n) => [lane, n + 1, 1])));
});

const restart = step('restart', (_, real) => real.restart());

const cuts = fc.option(fc.constantFrom<Cut>('before', 'during', 'answer'), { nil: undefined, freq: 2 });
const smallLane = fc.nat(lanes - 1);

export const steps = [
  fc.tuple(fc.nat(4), fc.integer({ min: 1, max: 4 }), cuts).map((given) => append(...given)),
  fc.tuple(fc.nat(4), fc.integer({ min: 1, max: 4 }), fc.constant(undefined)).map((given) => append(...given)),
  fc.tuple(fc.nat(4), fc.constantFrom(-2, -1, 1, 3)).map((given) => appendStale(...given)),
  fc.tuple(fc.nat(30), fc.constantFrom(0, 1, 7)).map((given) => retry(...given)),
  fc.tuple(smallLane, fc.nat(20), fc.integer({ min: 1, max: 10 })).map((given) => tail(...given)),
  fc.constantFrom<Loss | undefined>(undefined, 'request', 'answer').map(relay),
  fc.tuple(smallLane, fc.nat(999), fc.integer({ min: 1, max: 12 }), fc.nat(3)).map((given) => deliver(...given)),
  fc.tuple(smallLane, fc.constant(0), fc.integer({ min: 1, max: 60 }), fc.nat(3)).map((given) => deliver(...given)),
  fc.constant(project),
  fc.constant(restart),
];

/** Everything comes through in the end. */
export const throughToTheEnd: readonly Step[] = [
  relay(undefined),
  ...Array.from({ length: lanes }, (_, lane) => deliver(lane, 0, 100_000, 0)),
  project,
  ...Array.from({ length: lanes }, (_, lane) => tail(lane, 0, 100_000)),
];
