// What may happen on the way from log to view, each step done to the real thing and to the model, and compared.
import { laneOf, VersionConflict, type Appended } from '@rung/event-store';
import { PositionGap } from '@rung/messaging';
import fc, { type AsyncCommand } from 'fast-check';

import type { Cut } from './faulty-wire.js';
import type { Asked, Model, ProjectionName } from './model.js';
import type { Loss, RealWay } from './real-way.js';
import { keyOf } from './tally.js';
import { lanes, rebuilt } from './whole-way.js';

export type Step = AsyncCommand<Model, RealWay>;

class Mismatch extends Error {}

function mustEqual(what: string, found: unknown, wanted: unknown): void {
  const [one, other] = [found, wanted].map((value) => JSON.stringify(value, (_, member: unknown) => (typeof member === 'bigint' ? String(member) : member)));
  if (one !== other) throw new Mismatch(`${what}: ${one}, not ${other}`);
}

const answerOf = ({ version, lane, position, repeated }: Appended) => ({ version, lane, position, repeated });
const streamOf = (n: number): string => `tally/${n}`;

const everyLane = Array.from({ length: lanes }, (_, lane) => lane);

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

const handOn = step('hand everything on', async (model, real) => {
  for (const one of [relay(undefined), ...everyLane.map((lane) => deliver(lane, 0, 100_000, 0))]) await one.run(model, real);
});

async function mustShow(projection: ProjectionName, model: Model, real: RealWay): Promise<void> {
  mustEqual(`the rows of ${projection}`, await real.rowsOf(projection), model.rowsOf(projection));
}

const project = step('project', async (model, real) => {
  await real.project();
  for (const projection of rebuilt) {
    model.projected[projection] = [...model.taken];
    await mustShow(projection, model, real);
  }
});

interface Rebuild {
  readonly name: ProjectionName;
  readonly build: string;
  /** At which page of their own those who begin it are stopped, one after the other. */
  readonly stops: readonly number[];
  /** Whether nobody goes on with it then. */
  readonly isLeft: boolean;
  /** What goes on while it is under way. */
  readonly meanwhile: readonly Step[];
}

const rebuild = ({ name, build, stops, isLeft, meanwhile }: Rebuild): Step => {
  const told = [`rebuild ${name} by build ${build}`, ...stops.map((page) => `stopped at page ${page}`), ...(isLeft ? ['left'] : []), ...meanwhile.map((one) => `while: ${one.toString()}`)];
  return step(told.join(', '), async (model, real) => {
    const goesOn = async () => {
      for (const one of meanwhile) if (one.check(model)) await one.run(model, real);
    };
    for (const [nth, stopAt] of [...stops, ...(isLeft ? [] : [undefined])].entries()) {
      const isDone = await real.rebuild({ name, build, stopAt, meanwhile: nth === 0 ? goesOn : () => Promise.resolve() });
      await mustBeRebuilt(name, { isDone, isWhole: stopAt === undefined }, model, real);
      for (const other of rebuilt) if (other !== name) await mayBeRebuilt(other, model, real);
    }
  }, ({ taken }) => taken.some((position) => position > 2));
};

async function mustBeRebuilt(name: ProjectionName, { isDone, isWhole }: { readonly isDone: boolean; readonly isWhole: boolean }, model: Model, real: RealWay): Promise<void> {
  const [before, positions] = [model.projected[name], await real.positionsOf(name)];
  mustEqual(`whether ${name} went back`, isBehind(positions, before), false);
  if (isDone) model.unfinished.delete(name);
  else model.unfinished.add(name);
  if (!isDone) mustEqual(`where ${name} is, not made anew yet`, positions, before);
  if (isWhole) mustEqual(`where ${name} is, made anew`, positions, model.taken);
  model.projected[name] = positions;
  await mustShow(name, model, real);
}

/** What an earlier rebuild has left, whoever begins one of another projection goes on with. */
async function mayBeRebuilt(name: ProjectionName, model: Model, real: RealWay): Promise<void> {
  const [before, positions] = [model.projected[name], await real.positionsOf(name)];
  if (!model.unfinished.has(name)) mustEqual(`where ${name} is, which nobody makes anew`, positions, before);
  mustEqual(`whether ${name} went back`, isBehind(positions, before), false);
  mustEqual(`whether ${name} is beyond what there is`, isBehind(model.taken, positions), false);
  model.projected[name] = positions;
  await mustShow(name, model, real);
}

function isBehind(one: readonly number[], other: readonly number[]): boolean {
  return one.some((position, lane) => position < (other[lane] ?? 0));
}

const restart = step('restart', (_, real) => real.restart());

const cuts = fc.option(fc.constantFrom<Cut>('before', 'during', 'answer'), { nil: undefined, freq: 2 });
const smallLane = fc.nat(lanes - 1);

const writing = [
  fc.constant(handOn),
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

export const steps = [
  ...writing,
  fc.record<Rebuild>({
    name: fc.constantFrom(...rebuilt),
    build: fc.constantFrom('one', 'one', 'two'),
    stops: fc.array(fc.integer({ min: 1, max: 8 }), { maxLength: 2 }),
    isLeft: fc.boolean(),
    meanwhile: fc.array(fc.oneof(...writing), { maxLength: 4 }),
  }).map(rebuild),
];

/** Everything comes through in the end. */
export const throughToTheEnd: readonly Step[] = [
  handOn,
  ...rebuilt.map((name) => rebuild({ name, build: 'one', stops: [], isLeft: false, meanwhile: [] })),
  project,
  ...everyLane.map((lane) => tail(lane, 0, 100_000)),
];
