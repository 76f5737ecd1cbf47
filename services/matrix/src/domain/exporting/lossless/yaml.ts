// The same as JSON, to read and to edit by hand.
import { matrixContent, type MatrixContent } from '@rung/matrix-model';
import { parse, stringify } from 'yaml';

export function toYaml(content: MatrixContent): string {
  return stringify(matrixContent.parse(content), { lineWidth: 120, aliasDuplicateObjects: false });
}

/** @throws YAMLParseError, ZodError */
export function fromYaml(text: string): MatrixContent {
  return matrixContent.parse(parse(text));
}
