// Where the sheets of a workbook have pictures: what a cell below one says, nobody but a person can read.
export interface Pictures {
  /** "row:column" of the cells at which pictures begin, from 0. */
  readonly at: ReadonlySet<string>;
}

const relationship = /<(?:\w{1,20}:)?Relationship\s([^<>]{1,4000})>/gu;
const sheetTag = /<(?:\w{1,20}:)?sheet\s([^<>]{1,4000})>/gu;
const anchor = /<(?:\w{1,20}:)?from>[^<]{0,100}<(?:\w{1,20}:)?col>(\d{1,6})<\/[^<>]{1,30}>[^<]{0,100}<(?:\w{1,20}:)?colOff>[^<]{0,100}<\/[^<>]{1,30}>[^<]{0,100}<(?:\w{1,20}:)?row>(\d{1,8})</gu;

/** For each sheet, in the order of the workbook. */
export function picturesOf(files: ReadonlyMap<string, Uint8Array>): Pictures[] {
  const text = (path: string): string => new TextDecoder().decode(files.get(path) ?? new Uint8Array());
  const targets = relationsIn(text('xl/_rels/workbook.xml.rels'), 'xl/workbook.xml');
  return tagsIn(text('xl/workbook.xml'), sheetTag).map((attributes) => {
    const sheet = targets.get(attributes.get('r:id') ?? '') ?? '';
    const drawings = [...relationsIn(text(relationsPath(sheet)), sheet).values()].filter((path) => path.includes('/drawings/'));
    return { at: new Set(drawings.flatMap((path) => [...text(path).matchAll(anchor)].map(([, column, row]) => `${row}:${column}`))) };
  });
}

function relationsIn(xml: string, of: string): Map<string, string> {
  return new Map(tagsIn(xml, relationship).map((attributes) => [attributes.get('Id') ?? '', resolved(attributes.get('Target') ?? '', of)]));
}

function tagsIn(xml: string, tag: RegExp): Map<string, string>[] {
  return [...xml.matchAll(tag)].map(([, attributes = '']) => new Map([...attributes.matchAll(/([\w:]{1,40})="([^"]{0,1000})"/gu)].map(([, name = '', value = '']) => [name, value])));
}

function relationsPath(path: string): string {
  return path.replace(/([^/]+)$/u, '_rels/$1.rels');
}

/** "../drawings/drawing1.xml" of "xl/worksheets/sheet1.xml" → "xl/drawings/drawing1.xml". */
function resolved(target: string, of: string): string {
  return new URL(target, `file:///${of}`).pathname.slice(1);
}
