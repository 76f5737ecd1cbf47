// A file of Markdown becomes a preview: as a text where its headings are levels and groups alone, else as the tables that it holds.
import type { Preview } from '../drafting/draft.js';
import { readMatrixText } from '../read-matrix-text.js';
import type { Mapping } from '../tables/mapping.js';
import { previewOfTables } from '../tables/preview-of-tables.js';
import { isComplete, proposeMapping } from '../tables/proposing/propose.js';
import { mustBeUnsaid } from '../files/must-be-unsaid.js';
import type { SaidLine } from '../structure/said-lines.js';
import { readDocument } from './read-document.js';

/** @throws DomainError import-unreadable */
export function readMarkdown(text: string, name: string, mapping: Mapping | undefined, said: readonly SaidLine[] = []): Preview {
  const document = readDocument(text, name);
  if (document.ownPage !== undefined) {
    mustBeUnsaid(said);
    const { table, mapping: own, levels, terms, sameLists, anomalies } = document.ownPage;
    const preview = previewOfTables('markdown', [table], mapping ?? [own], { name: document.title, levels, terms, sameLists });
    return { ...preview, anomalies: [...anomalies, ...preview.anomalies] };
  }
  const [first, ...others] = document.tables;
  const isOutline = first?.known?.columns !== undefined && others.length === 0;
  const isText = first === undefined || (isOutline && (!document.isStructured || !isComplete(proposeMapping(first))) && document.says.level === undefined);
  if (mapping === undefined && isText) {
    const read = asText(document.body, said, first !== undefined);
    if (read !== undefined && (first === undefined || said.length > 0 || !missesHeadings(read))) return { ...read, anomalies: [...document.notSaid, ...read.anomalies], source: { format: 'markdown', name: document.title } };
  }
  mustBeUnsaid(said);
  const preview = previewOfTables('markdown', document.tables, mapping, { name: document.title, isAdditive: document.isAdditive });
  return { ...preview, anomalies: [...document.anomalies, ...preview.anomalies] };
}

/** A heading that the text's reader took for words of a statement, or for nothing: it is then the outline's, and a person's, to say what it is. */
function missesHeadings({ matrix, anomalies }: Preview): boolean {
  const words = [...matrix.competencies.flatMap(({ cells }) => cells.flatMap(({ statement }) => Object.values(statement))), ...anomalies.map(({ message }) => message)];
  return words.some((text) => /(?:^|["\s])#{1,6}\s/u.test(text));
}

/** @throws DomainError import-unreadable where nothing else is left to try */
function asText(body: string, said: readonly SaidLine[], canBeTable: boolean): Preview | undefined {
  try {
    return readMatrixText(body, said);
  } catch (error) {
    if (canBeTable && said.length === 0) return undefined;
    throw error;
  }
}
