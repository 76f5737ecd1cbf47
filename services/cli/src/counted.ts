/** `1 event`, `2 events`. */
export function counted(events: number | bigint): string {
  return `${events} ${BigInt(events) === 1n ? 'event' : 'events'}`;
}
