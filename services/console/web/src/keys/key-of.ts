// What a key stands for, whatever alphabet it writes in.

interface Pressed {
  readonly key: string;
  /** The key's place, by the name that it has on an English keyboard. */
  readonly code: string;
}

const bracketsByCode: Readonly<Record<string, string>> = { BracketLeft: '[', BracketRight: ']' };
/** Where a layout of another alphabet has its stop and its comma, an English one has these. */
const signsOnSlash: Readonly<Record<string, string>> = { '.': '/', ',': '?' };

/**
 * The Latin letter or sign that a key gives on an English keyboard, where it gives none of the Latin alphabet itself; else what it gives.
 * A Latin layout is left alone, also where its letters stand elsewhere.
 */
export function keyOf({ key, code }: Pressed): string {
  if (/^\p{L}$/u.test(key) && !/^\p{Script=Latin}$/u.test(key)) {
    const [, letter] = /^Key([A-Z])$/.exec(code) ?? [];
    return letter?.toLowerCase() ?? bracketsByCode[code] ?? key;
  }
  return code === 'Slash' ? (signsOnSlash[key] ?? key) : key;
}
