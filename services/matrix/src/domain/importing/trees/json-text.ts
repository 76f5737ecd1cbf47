// The text of a JSON, sign by sign: what the standard's parser does not tell, in no more memory than what is asked for takes.

/** How a text nests, and about how many values it holds, told by its signs before anything is parsed. */
export function extentOf(text: string): { readonly depth: number; readonly values: number } {
  let [depth, deepest, values] = [0, 0, 1];
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at];
    if (sign === '"') at = endOfString(text, at) - 1;
    else if (sign === ',') values += 1;
    else if (sign === '[' || sign === '{') {
      values += 1;
      depth += 1;
      if (depth > deepest) deepest = depth;
    } else if (sign === ']' || sign === '}') depth -= 1;
  }
  return { depth: deepest, values };
}

/** Of a sound text: the first key that its map has already, as it is called, and where it stands. */
export function repeatedKeyIn(text: string): { readonly key: string; readonly offset: number } | undefined {
  const open: Set<string>[] = [];
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at];
    if (sign === '{' || sign === '[') open.push(new Set());
    else if (sign === '}' || sign === ']') open.pop();
    else if (sign === '"') {
      const end = endOfString(text, at);
      if (text[afterBlanks(text, end)] === ':') {
        const key = stringAt(text, at, end);
        if (open.at(-1)?.has(key) === true) return { key, offset: at };
        open.at(-1)?.add(key);
      }
      at = end - 1;
    }
  }
  return undefined;
}

/** Of a sound text: where the values of the list or map that begins at a place begin, by their number or key. */
export function placesWithin(text: string, from: number): ReadonlyMap<string, number> {
  const places = new Map<string, number>();
  let at = afterBlanks(text, from + 1);
  for (let number = 0; at < text.length && text[at] !== ']' && text[at] !== '}'; number += 1) {
    if (text[from] === '[') places.set(String(number), at);
    else {
      const end = endOfString(text, at);
      const key = stringAt(text, at, end);
      at = afterBlanks(text, afterBlanks(text, end) + 1);
      places.set(key, at);
    }
    at = afterBlanks(text, endOfValue(text, at));
    if (text[at] === ',') at = afterBlanks(text, at + 1);
  }
  return places;
}

function endOfValue(text: string, from: number): number {
  let depth = 0;
  for (let at = from; at < text.length; at += 1) {
    const sign = text[at];
    if (sign === '"') at = endOfString(text, at) - 1;
    else if (sign === '[' || sign === '{') depth += 1;
    else if ((sign === ']' || sign === '}' || sign === ',') && depth === 0) return at;
    else if (sign === ']' || sign === '}') depth -= 1;
  }
  return text.length;
}

/** Behind its closing quotation mark, which an uneven number of backslashes before one denies. */
function endOfString(text: string, from: number): number {
  for (let at = text.indexOf('"', from + 1); at !== -1; at = text.indexOf('"', at + 1)) {
    let before = at - 1;
    while (text[before] === '\\') before -= 1;
    if ((at - before) % 2 === 1) return at + 1;
  }
  return text.length;
}

function stringAt(text: string, from: number, end: number): string {
  const written = text.slice(from + 1, end - 1);
  return written.includes('\\') ? (JSON.parse(`"${written}"`) as string) : written;
}

function afterBlanks(text: string, from: number): number {
  let at = from;
  while (text[at] === ' ' || text[at] === '\n' || text[at] === '\r' || text[at] === '\t') at += 1;
  return at;
}
