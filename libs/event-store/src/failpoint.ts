// Places where a test ends the process as a power cut would, or freezes it as a pause of its machine would, on the way from a
// command to its view. They cost nothing when off.

/** From command to view: test/faults/crash-points.e2e.spec.ts dies at each, goes on, and looks whether anything was lost or doubled. */
export const wayFailpoints = [
  'command.looked-up',
  'command.confirmed',
  'command.loaded',
  'command.appended',
  'append.connected',
  'append.sent',
  'append.answered',
  'append.session-set',
  'transaction.connected',
  'transaction.begun',
  'transaction.committed',
  'lease.prepared',
  'lease.taken',
  'lease.touched',
  'guard.gate-read',
  'guard.tail-read',
  'guard.tail-compared',
  'guard.ends-known',
  'guard.settings-known',
  'guard.as-left',
  'relay.leased',
  'relay.read',
  'relay.published',
  'relay.stored',
  'relay.start-known',
  'kafka.connected',
  'kafka.sent',
  'kafka.load-sent',
  'kafka.sought',
  'kafka.taken',
  'kafka.committed',
  'kafka.consumer-connected',
  'kafka.subscribed',
  'inbox.delivered',
  'inbox.appended',
  'inbox.cursor-read',
  'inbox.known-compared',
  'inbox.resume-moved',
  'inbox.voidings-read',
  'inbox.epochs-read',
  'projector.cursor-opened',
  'projector.read',
  'projector.skips-read',
  'projector.projected',
  'projector.piece-undone',
  'projector.piece-begun',
  'projector.parked',
  'projector.cursor-moved',
  'projector.passed',
  'projector.committed',
  'projector.told',
  'reaction.leased',
  'reaction.position-read',
  'reaction.read',
  'reaction.reacted',
  'reaction.stored',
  'reaction.cursor-opened',
  'reaction.parked',
  'reaction.decisions-followed',
  'rebuild.leased',
  'rebuild.prepared',
  'rebuild.passed-over-read',
  'rebuild.opened',
  'rebuild.analyzed',
  'rebuild.swap-answered',
  'rebuild.schema-made',
  'rebuild.shapes-copied',
  'rebuild.passed-over-kept',
  'rebuild.shadow-held',
  'rebuild.page-taken',
  'rebuild.page-projected',
  'rebuild.rows-loaded',
  'rebuild.cursors-moved',
  'rebuild.rows-saved',
  'rebuild.live-locked',
  'rebuild.rest-followed',
  'rebuild.parked-retried',
  'rebuild.tables-locked',
  'rebuild.replaced',
  'rebuild.tables-moved',
  'rebuild.parked-written',
  'rebuild.finished',
] as const;

/** Where a restored log and its topic are settled, and where consumers follow a voiding: test/faults/settle-points.e2e.spec.ts. */
export const settleFailpoints = [
  'kept.admin-connected',
  'kept.ends-fetched',
  'kept.consumer-connected',
  'kept.subscribed',
  'kept.visited',
  'kept.read',
  'kept.group-forgotten',
  'kept.producer-connected',
  'kept.sent',
  'compare.ends-known',
  'compare.ids-read',
  'compare.topic-read',
  'compare.head-read',
  'guard.compared',
  'guard.opened',
  'guard.closed',
  'guard.agreement-known',
  'settle.compared',
  'settle.compared-again',
  'settle.relay-moved',
  'settle.opened',
  'import.gate-asked',
  'import.epoch-raised',
  'import.end-known',
  'import.lane-done',
  'import.begun',
  'import.locked',
  'import.gate-read',
  'import.head-read',
  'import.inserted',
  'import.committed',
  'void.epoch-raised',
  'void.epoch-read',
  'void.recorded',
  'inbox.void-lane-asked',
  'inbox.void-events-read',
  'inbox.voiding-followed',
  'voiding.cursor-locked',
  'voiding.noted',
  'voiding.known',
  'voiding.forgotten',
  'voiding.went-back',
  'voiding.rebuild-wanted',
  'voiding.rebuild-stopped',
  'voiding.projections-stopped',
] as const;

export const failpoints = [...wayFailpoints, ...settleFailpoints] as const;

export type WayFailpoint = (typeof wayFailpoints)[number];
export type Failpoint = (typeof failpoints)[number];

export interface Armed {
  readonly name: Failpoint;
  /** SIGKILL, or SIGSTOP for a process that shall wake up again. */
  readonly signal: 'SIGKILL' | 'SIGSTOP';
  /** How often the place is yet to be passed, the last time included. */
  crossings: number;
}

const isFailpoint = (name: string): name is Failpoint => failpoints.some((known) => known === name);

/**
 * @param wanted `relay.read`, `relay.read#3` for the third time that the place is passed, `relay.read#3:stop` to be frozen there.
 * @throws Error outside tests, and for a place that is none.
 */
export function armedBy(wanted: string | undefined, nodeEnv: string | undefined): Armed | undefined {
  if (wanted === undefined) return undefined;
  if (nodeEnv !== 'test') throw new Error('RUNG_FAILPOINT ends or freezes the process and is for tests: unset it, or set NODE_ENV=test.');
  const [, name = '', crossings = '1', stop] = /^([a-z.-]+)(?:#([1-9]\d{0,5}))?(:stop)?$/.exec(wanted) ?? [];
  if (!isFailpoint(name)) throw new Error(`RUNG_FAILPOINT names no failpoint: "${wanted}". There are: ${failpoints.join(', ')}.`);
  return { name, signal: stop === undefined ? 'SIGKILL' : 'SIGSTOP', crossings: Number(crossings) };
}

const armed = armedBy(process.env['RUNG_FAILPOINT'], process.env['NODE_ENV']);

/** Ends or freezes the process here, without a word to anyone, if a test wants it to. */
export function failpoint(name: Failpoint): void {
  if (armed === undefined || armed.name !== name) return;
  armed.crossings -= 1;
  if (armed.crossings === 0) process.kill(process.pid, armed.signal);
}
