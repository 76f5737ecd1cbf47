// The content as it is, its keys in the order of the model: read back, it has the same hash.
import { matrixContent, type MatrixContent } from '@rung/matrix-model';

export function toJson(content: MatrixContent): string {
  return `${JSON.stringify(matrixContent.parse(content), null, 2)}\n`;
}

/** @throws SyntaxError, ZodError */
export function fromJson(text: string): MatrixContent {
  return matrixContent.parse(JSON.parse(text));
}
