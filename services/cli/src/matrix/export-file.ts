// A matrix in a file, as a file of another format.
import { DomainError } from '@rung/event-sourcing';
import { exportFormats, fromJson, fromYaml, languagesOf, type ExportFormat } from '@rung/matrix/exporting';
import { readMatrixText, toMatrixContent } from '@rung/matrix/importing';
import { matrixFaults, type MatrixContent } from '@rung/matrix-model';

import { readText } from '../input-file.js';
import { Refusal, refusalOf } from '../refusal.js';

interface Choice {
  readonly format: ExportFormat;
  readonly languages?: readonly string[] | undefined;
  /** ISO time: when the matrix was last changed, as far as this tool can know. */
  readonly at: string;
}

/** @throws Refusal `file-unreadable`, `import-unreadable`, `matrix-unsound`, `usage` for a language that it lacks */
export async function exportFile(file: string, { format, languages, at }: Choice): Promise<string | Uint8Array> {
  const content = contentOf(file, await readText(file));
  const all = languagesOf(content);
  const strange = (languages ?? []).filter((language) => !all.includes(language));
  if (strange.length > 0) throw new Refusal('usage', [{ file, detail: `it has no text in ${strange.join(', ')}; --language takes ${all.join(', ')}` }]);
  return exportFormats[format].write({ matrix: 'matrix', version: 1, status: 'draft', changedAt: at, content, languages: languages ?? all });
}

/** An export in JSON or YAML by the end of its name; all else is a text that a company wrote. */
function contentOf(file: string, text: string): MatrixContent {
  const read = /\.json$/i.test(file) ? fromJson : /\.ya?ml$/i.test(file) ? fromYaml : undefined;
  if (read === undefined) return contentOfText(file, text);
  const content = parsed(file, () => read(text));
  const faults = matrixFaults(content);
  if (faults.length > 0) throw new Refusal('matrix-unsound', faults.map(({ pointer, detail }) => ({ file, detail: `${pointer}: ${detail}` })));
  return content;
}

function contentOfText(file: string, text: string): MatrixContent {
  try {
    return toMatrixContent(readMatrixText(text), { name: 'Matrix' });
  } catch (error) {
    throw error instanceof DomainError ? refusalOf(error, file) : error;
  }
}

function parsed(file: string, read: () => MatrixContent): MatrixContent {
  try {
    return read();
  } catch (error) {
    throw new Refusal('import-unreadable', [{ file, detail: error instanceof Error ? error.message : String(error) }]);
  }
}
