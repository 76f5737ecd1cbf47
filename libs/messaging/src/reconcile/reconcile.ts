// What an operator does about a log that was restored behind its topic, and about a topic that lost events of the log.
import { randomUUID } from 'node:crypto';

import { failpoint, importEvents, openGate, raiseEpoch, readGate, type RecordedEvent } from '@rung/event-store';
import type { PoolClient } from 'pg';

import { alone } from './alone.js';
import { compareWithTopic, holdsAll, type LogAndTopic } from './compare.js';
import type { LaneComparison } from './lane-fold.js';
import { mustBeOwnTopic } from './own-topic.js';
import { ReconcileRefused } from './reconcile-refused.js';
import { moveRelay } from './relay-cursors.js';

export interface Reconciliation extends LogAndTopic {
  readonly topic: string;
}

const importAtOnce = 500;
const importBytes = 8 * 1_024 * 1_024;

/**
 * Brings the events back that the topic alone knows, as they were, and opens the log. May be repeated after it was cut off.
 * @throws ReconcileRefused when the log has gone on with other events, so that their places are taken; LogIsOpen.
 */
export function importFromTopic(with_: Reconciliation): Promise<readonly LaneComparison[]> {
  return settling(with_, (holder) => importing(with_, holder));
}

async function importing(with_: Reconciliation, holder: PoolClient): Promise<readonly LaneComparison[]> {
  const lanes = await usable(with_);
  for (const { lane, logHead, agreesUpTo, onlyInTopic } of lanes) {
    if (onlyInTopic > 0 && agreesUpTo < logHead) {
      throw new ReconcileRefused(
        `Lane ${lane} of the log has other events than the topic from position ${agreesUpTo + 1n} on: importing cannot bring both together. What the topic has there can only be declared void.`,
      );
    }
  }
  const { isOpen } = await readGate(holder);
  failpoint('import.gate-asked');
  if (!holdsAll(lanes) && isOpen) {
    await raiseEpoch(holder);
    failpoint('import.epoch-raised');
  }
  for (const lane of lanes) {
    await importLane(with_, holder, lane);
    failpoint('import.lane-done');
  }
  await republishAndOpen(with_, holder, await settled(with_));
  return lanes;
}

/** An import beside a voiding would open the log over what the other one has just taken back. */
function settling<Result>({ pool }: Reconciliation, work: (holder: PoolClient) => Promise<Result>): Promise<Result> {
  return alone(pool, work, () => new ReconcileRefused('Somebody else settles this log right now. Wait until that has ended, then look with "rung log check".'));
}

/** A relay that was not stopped may have told more meanwhile. */
async function settled(with_: Reconciliation): Promise<readonly LaneComparison[]> {
  const lanes = await compareWithTopic(with_);
  failpoint('settle.compared-again');
  if (holdsAll(lanes)) return lanes;
  throw new ReconcileRefused('The topic still holds what the log does not; somebody writes to it. Stop the service and repeat.');
}

async function importLane({ kept }: Reconciliation, holder: PoolClient, { lane, logHead, missing, fromOffset }: LaneComparison): Promise<void> {
  const end = (await kept.ends()).get(lane)?.to;
  failpoint('import.end-known');
  if (fromOffset === undefined || end === undefined) return;
  let head = logHead;
  let waiting: RecordedEvent[] = [];
  let bytes = 0;
  const flush = async (): Promise<void> => {
    if (waiting.length > 0) await importEvents(holder, lane, waiting);
    waiting = [];
    bytes = 0;
  };
  await kept.read(new Map([[lane, { from: fromOffset, to: end }]]), async (_lane, records) => {
    for (const record of records) {
      if (!('event' in record)) continue;
      const { position, eventId, data } = record.event;
      // neither what comes again, nor what was declared void later, nor what somebody writes meanwhile
      if (position !== head + 1n || missing.get(position) !== eventId) continue;
      if (!record.isWhole) throw new ReconcileRefused(`The event at position ${position} of lane ${lane} cannot be read.`);
      waiting.push(record.event);
      head = position;
      bytes += Buffer.byteLength(JSON.stringify(data) ?? 'null');
      if (waiting.length >= importAtOnce || bytes >= importBytes) await flush();
    }
  });
  await flush();
}

/**
 * Declares what the topic alone knows void: consumers forget it, and the log goes on from where both agree. May be repeated
 * after it was cut off.
 */
export function voidInTopic(with_: Reconciliation, reason: string): Promise<readonly LaneComparison[]> {
  return settling(with_, (holder) => voiding(with_, holder, reason));
}

async function voiding(with_: Reconciliation, holder: PoolClient, reason: string): Promise<readonly LaneComparison[]> {
  const lanes = await usable(with_);
  const contradicted = lanes.filter(({ onlyInTopic }) => onlyInTopic > 0);
  if (contradicted.length > 0) {
    await raiseEpoch(holder); // what comes next is told apart from what is void
    failpoint('void.epoch-raised');
    for (const { lane, agreesUpTo: after } of contradicted) {
      const { epoch } = await readGate(holder);
      failpoint('void.epoch-read');
      await with_.kept.void({ id: randomUUID(), topic: with_.topic, lane, after, epoch, reason });
      failpoint('void.recorded');
    }
  }
  await republishAndOpen(with_, holder, await settled(with_));
  return lanes;
}

/** Hands over again what the topic lost: the relay goes back to where both agree. @throws ReconcileRefused */
export function republish(with_: Reconciliation): Promise<readonly LaneComparison[]> {
  return settling(with_, (holder) => republishing(with_, holder));
}

async function republishing(with_: Reconciliation, holder: PoolClient): Promise<readonly LaneComparison[]> {
  const lanes = await usable(with_);
  if (!holdsAll(lanes)) throw new ReconcileRefused('The topic holds events that the log does not: import them, or declare them void.');
  await republishAndOpen(with_, holder, lanes);
  return lanes;
}

async function usable(with_: Reconciliation): Promise<readonly LaneComparison[]> {
  await mustBeOwnTopic(with_);
  const lanes = await compareWithTopic(with_);
  failpoint('settle.compared');
  const revived = lanes.find(({ hasVoid }) => hasVoid);
  if (revived !== undefined) {
    throw new ReconcileRefused(`Lane ${revived.lane} of the log has events that were declared void: it was restored to before the voiding. Restore it to a moment after that.`);
  }
  const broken = lanes.find(({ hole }) => hole !== undefined);
  if (broken === undefined) return lanes;
  throw new ReconcileRefused(
    `Lane ${broken.lane} of ${with_.topic} has no event at position ${broken.hole}, but later ones: nobody can follow it. Delete the topic, create it again, and republish.`,
  );
}

async function republishAndOpen({ topic }: Reconciliation, holder: PoolClient, lanes: readonly LaneComparison[]): Promise<void> {
  for (const { lane, agreesUpTo } of lanes) {
    await moveRelay(holder, topic, lane, agreesUpTo);
    failpoint('settle.relay-moved');
  }
  await openGate(holder);
  failpoint('settle.opened');
}
