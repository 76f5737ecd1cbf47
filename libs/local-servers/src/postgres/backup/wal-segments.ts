// The names of write-ahead log segments, and whether an archive of them has a hole.
const segment = /^[0-9A-F]{24}$/;
/** Of 16 MB each, which is what initdb makes. */
const perLog = 0x100n;

/** The segment after this one on the same timeline. */
export function nextSegment(name: string): string {
  const timeline = name.slice(0, 8);
  const number = BigInt(`0x${name.slice(8, 16)}`) * perLog + BigInt(`0x${name.slice(16)}`) + 1n;
  const hex = (value: bigint): string => value.toString(16).toUpperCase().padStart(8, '0');
  return `${timeline}${hex(number / perLog)}${hex(number % perLog)}`;
}

/**
 * Recovery takes a missing segment for the end of the log and says nothing, so that what follows would be lost in silence.
 * @param names what lies in the archive.
 * @returns the first segment from `first` to `last`, or to the newest on its timeline, that is missing.
 */
export function missingSegment(names: readonly string[], first: string, last: string): string | undefined {
  const there = new Set(names.filter((name) => segment.test(name) && name.startsWith(first.slice(0, 8))));
  const end = [...there, last].sort().at(-1) ?? last;
  for (let name = first; name <= end; name = nextSegment(name)) if (!there.has(name)) return name;
  return undefined;
}
