// A ZIP becomes a preview: files of one level or one competency each, or of one language each, by their names and by what they hold.
import type { Preview } from '../drafting/draft.js';
import { decoded } from '../files/decode.js';
import { unreadable } from '../refusal.js';
import type { Mapping } from '../tables/mapping.js';
import { previewOfTables } from '../tables/preview-of-tables.js';
import { isOfSystem } from './entries.js';
import { called } from './file-names.js';
import { isRead, partLength, readMember, type Found } from './read-member.js';

const mostMembers = 200;
const byName = new Intl.Collator('en', { numeric: true });

/** @param files by their names. @throws DomainError import-unreadable */
export function readArchive(files: ReadonlyMap<string, Uint8Array>, mapping: Mapping | undefined, archive: string): Preview {
  const members = [...files].filter(([name]) => !isOfSystem(name)).toSorted(([one], [other]) => byName.compare(one, other) || (one < other ? -1 : 1));
  const read = members.filter(([name]) => isRead(name));
  if (read.length > mostMembers) throw unreadable({ line: 1, column: 1, part: read[mostMembers]?.[0].slice(0, partLength) }, 'too-many-texts', { most: mostMembers });
  if (read.length === 0) throw unreadable({ line: 1, column: 1 }, 'nothing-packed', { office: asOfOffice(files) });
  const names = called(read.map(([name]) => name));
  const found = read.map(([name, bytes]) => readMember(name, decoded(bytes, name.slice(0, partLength)), names, mapping));
  const preview = previewOfTables('zip', all(found, 'tables'), mapping, { ...(archive === '' ? {} : { name: archive }), parts: all(found, 'parts'), isAdditive: found.some(({ isAdditive }) => isAdditive === true) });
  const others = members.flatMap(([name]) => (isRead(name) ? [] : [notRead(name)]));
  return { ...preview, anomalies: [...preview.anomalies, ...all(found, 'anomalies'), ...others] };
}

type Lists = Omit<Found, 'isAdditive'>;

function all<Part extends keyof Lists>(found: readonly Lists[], part: Part): Lists[Part][number][] {
  return found.flatMap((one) => one[part] as Lists[Part][number][]);
}

function notRead(name: string): Preview['anomalies'][number] {
  return { kind: 'unassigned-text', line: 1, column: 1, part: name.slice(0, partLength), message: `"${name.slice(0, 120)}" is no Markdown, text, CSV, YAML or JSON and is not taken; import it by itself, if it is wanted` };
}

function asOfOffice(files: ReadonlyMap<string, Uint8Array>): string {
  if (files.has('word/document.xml')) return ', but is a .docx: save it as Markdown or as text';
  return files.has('content.xml') ? ', but is an OpenDocument: save it as .xlsx, Markdown or text' : '';
}
