// The work behind `rung log`, on real servers.
import { topics } from '@rung/contracts';
import { readGate } from '@rung/event-store';
import {
  compareWithTopic,
  holdsAll,
  importFromTopic,
  KafkaBus,
  mustBeOwnTopic,
  ReconcileRefused,
  republish,
  silentLogger,
  voidInTopic,
  type KafkaAccess,
  type LaneComparison,
  type Reconciliation,
} from '@rung/messaging';
import pg, { type Pool } from 'pg';

import { counted } from '../counted.js';
import { Refusal } from '../refusal.js';
import { serverRefusal } from './server-refusal.js';

export interface LogPlace {
  /** postgres://… */
  readonly database: string;
  readonly kafka: KafkaAccess;
  readonly topic: string;
}

/** What was found or done. */
export interface Settled {
  readonly lanes: readonly LaneComparison[];
  /** Of each lane, in words. */
  readonly told: readonly string[];
  /** What else a person should know. */
  readonly notes: readonly string[];
}

/** @throws Refusal when it is not settled, or may not be done. */
export async function settleLog({ database, kafka, topic }: LogPlace, work: 'check' | 'import' | 'void' | 'republish', reason: string): Promise<Settled> {
  const pool = new pg.Pool({ connectionString: database, max: 4 });
  pool.on('error', () => undefined);
  const bus = new KafkaBus({ ...kafka, clientId: 'rung-log', logger: silentLogger });
  try {
    const reconciliation = { pool, topic, kept: bus.kept(topic) };
    return await done[work](reconciliation, reason);
  } catch (error) {
    if (error instanceof ReconcileRefused) throw new Refusal('log-not-settled', [{ detail: error.message }]);
    throw serverRefusal(error) ?? error;
  } finally {
    await bus.close();
    await pool.end();
  }
}

const done: Readonly<Record<'check' | 'import' | 'void' | 'republish', (with_: Reconciliation, reason: string) => Promise<Settled>>> = {
  check: async (with_) => {
    await mustBeOwnTopic(with_);
    const lanes = await compareWithTopic(with_);
    const { epoch, isOpen } = await readGate(with_.pool);
    const told = lanes.map(inWords);
    const state = `Epoch ${epoch}; commands are ${isOpen ? 'open' : 'closed'}.`;
    if (isOpen && holdsAll(lanes)) return { lanes, told, notes: [state] };
    throw new Refusal('log-not-settled', [...told, state, wayOut(lanes)].map((detail) => ({ detail })));
  },
  import: async (with_) => {
    const lanes = await importFromTopic(with_);
    const told = lanes.map(({ lane, onlyInTopic }) => `Lane ${lane}: ${counted(onlyInTopic)} imported.`);
    return { lanes, told, notes: ['Commands are open.', ...(with_.topic === topics.assessment ? await notBroughtBack(with_.pool) : [])] };
  },
  void: async (with_, reason) => {
    const lanes = await voidInTopic(with_, reason);
    const told = lanes.map(({ lane, onlyInTopic, agreesUpTo }) => `Lane ${lane}: ${counted(onlyInTopic)} after position ${agreesUpTo} declared void.`);
    return { lanes, told, notes: ['Commands are open. Empty the Redis of reporting; projections are rebuilt by themselves.'] };
  },
  republish: async (with_) => {
    const lanes = await republish(with_);
    const told = lanes.map(({ lane, logHead, agreesUpTo }) => `Lane ${lane}: ${counted(logHead - agreesUpTo)} to be handed over again.`);
    return { lanes, told, notes: ['Commands are open. The relay hands over while the service runs.'] };
  },
};

/** What no event says of assessment's cycles, where it is missing. */
async function notBroughtBack(pool: Pool): Promise<string[]> {
  const { cyclesWithoutSecret } = await import('@rung/assessment');
  const cycles = await cyclesWithoutSecret(pool);
  if (cycles.length === 0) return [];
  return [
    `Without their secret, which no event holds: ${cycles.join(', ')}. These cycles answer 503 cycle-secret-lost.`,
    'Bring their rows of cycle_secrets back from another copy of the database and run "rung parked retry --all", or cancel them and create others.',
  ];
}

function inWords({ lane, logHead, agreesUpTo, topicHead, onlyInTopic, hole }: LaneComparison): string {
  const missing = hole === undefined ? '' : `, the topic has a hole at ${hole}`;
  return `Lane ${lane}: the log is at ${logHead}, the topic at ${topicHead}, they agree up to ${agreesUpTo}; ${counted(onlyInTopic)} in the topic alone${missing}.`;
}

function wayOut(lanes: readonly LaneComparison[]): string {
  if (lanes.some(({ hole }) => hole !== undefined)) return 'Delete the topic, create it again, and run "rung log republish".';
  if (lanes.some(({ hasVoid }) => hasVoid)) return 'The log has events that were declared void: restore it to a moment after that.';
  if (lanes.every(({ logHead, topicHead, agreesUpTo }) => agreesUpTo === 0n && logHead > 0n && topicHead > 0n)) return 'They have nothing in common: look whether --database and --topic are of one service before anything is imported or declared void.';
  if (holdsAll(lanes)) return 'Nothing is lost: run "rung log republish", or start the service, which opens by itself.';
  return 'Run "rung log import" to bring them back, or "rung log void --reason …" to give them up.';
}
