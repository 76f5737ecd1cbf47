// An export of ours in JSON or YAML is the content itself: nothing is proposed, and nothing of it changes.
import { DomainError } from '@rung/event-sourcing';
import { matrixContent, matrixFaults, type MatrixContent } from '@rung/matrix-model';

import type { Anomaly, Listing, Preview } from '../drafting/draft.js';
import type { FileFormat } from '../files/source-file.js';
import { pointerOf, type ParsedTree, type Tree, type TreePath } from './parse-tree.js';
import { isBranch } from './shape-of-tree.js';

const mostNamed = 20;
const mostUnknown = 200;

/** Whether it has the parts that only our exports have together; whether they are sound, reading it tells. */
export function isExport(root: Tree): boolean {
  return isBranch(root) && ['name', 'reading', 'groups', 'levels', 'competencies'].every((key) => Object.hasOwn(root, key)) && Array.isArray(root['levels']) && Array.isArray(root['groups']);
}

/** @throws DomainError import-unreadable naming each part at fault */
export function previewOfContent(tree: ParsedTree, format: FileFormat): Preview {
  const parsed = matrixContent.safeParse(tree.root);
  if (!parsed.success) throw refused(tree, parsed.error.issues.map(({ path, message }) => ({ path: path as TreePath, detail: message })));
  const content = parsed.data;
  const faults = matrixFaults(content);
  if (faults.length > 0) throw refused(tree, faults.map(({ pointer, detail }) => ({ path: pathOf(pointer), detail })));
  const { name, ...matrix } = content;
  return {
    language: languageOf(content),
    matrix,
    listings: listingsOf(tree, content),
    anomalies: notTaken(tree, content),
    questions: [],
    source: { format, name },
  };
}

function refused(tree: ParsedTree, faults: readonly { readonly path: TreePath; readonly detail: string }[]): DomainError {
  const errors = faults.slice(0, mostNamed).map(({ path, detail }) => ({ ...tree.placeOf(path), detail }));
  const [first] = errors;
  return new DomainError('import-unreadable', `this has the parts of an export of Rung, and is none: ${first?.cell ?? '/'}: ${first?.detail ?? ''}`, { errors });
}

function pathOf(pointer: string): TreePath {
  return pointer.split('/').slice(1).map((step) => (/^\d+$/u.test(step) ? Number(step) : step.replaceAll('~1', '/').replaceAll('~0', '~')));
}

/** The one that most titles have, the first of the alphabet among as many. */
function languageOf({ competencies }: MatrixContent): string {
  const counts = new Map<string, number>();
  for (const { title } of competencies) for (const language of Object.keys(title)) counts.set(language, (counts.get(language) ?? 0) + 1);
  return [...counts].sort(([one, many], [other, more]) => more - many || (one < other ? -1 : 1))[0]?.[0] ?? 'en';
}

function listingsOf(tree: ParsedTree, { competencies }: MatrixContent): Listing[] {
  return competencies.flatMap(({ id, cells }, competency) =>
    cells.flatMap(({ listedAt, statement, questions, evidenceRequired }, cell) => {
      const place = tree.placeOf(['competencies', competency, 'cells', cell]);
      return listedAt.map((level): Listing => ({ competency: id, level, statement, questions, evidenceRequired, ...place }));
    }),
  );
}

/** Keys that the model does not have are named, as many as somebody may look at. */
function notTaken(tree: ParsedTree, content: MatrixContent): Anomaly[] {
  const paths = unknownIn(tree.root, content as unknown as Tree, []);
  const named = paths.slice(0, mostUnknown).map((path): Anomaly => ({ kind: 'unassigned-text', ...tree.placeOf(path), message: `"${path.at(-1)}" (${pointerOf(path)}) is no part of a matrix and is not taken` }));
  const [next] = paths.slice(mostUnknown);
  return next === undefined ? named : [...named, { kind: 'unassigned-text', ...tree.placeOf(next), message: `${paths.length - mostUnknown} more are no part of a matrix and are not taken` }];
}

function unknownIn(node: Tree, taken: Tree, path: TreePath): TreePath[] {
  if (Array.isArray(node)) return (node as readonly Tree[]).flatMap((one, at) => unknownIn(one, (taken as readonly Tree[])[at] ?? null, [...path, at]));
  if (!isBranch(node) || !isBranch(taken)) return [];
  return Object.entries(node).flatMap(([key, value]) => (Object.hasOwn(taken, key) ? unknownIn(value, taken[key] ?? null, [...path, key]) : [[...path, key]]));
}
