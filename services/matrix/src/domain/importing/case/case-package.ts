// A CFPackage of 1EdTech CASE 1.0 or 1.1, as far as a matrix needs it.
import { z } from 'zod';

import { unreadable } from '../refusal.js';
import type { ParsedTree, Tree, TreePath } from '../trees/parse-tree.js';
import { isBranch } from '../trees/shape-of-tree.js';

const text = z.string().nullish().transform((words) => words?.trim() ?? '');
const node = z.object({ identifier: z.string().min(1), title: text });

const item = z.object({
  identifier: z.string().min(1),
  fullStatement: z.string().trim().min(1),
  abbreviatedStatement: text,
  CFItemType: text,
  notes: text,
  language: text,
  educationLevel: z.union([z.array(z.string()), z.string().transform((one) => [one])]).nullish().transform((levels) => (levels ?? []).map((level) => level.trim()).filter((level) => level !== '')),
  extensions: z.record(z.string(), z.unknown()).nullish().catch(null),
});
export type CaseItem = z.infer<typeof item>;

const association = z.object({ associationType: z.string(), sequenceNumber: z.number().nullish(), originNodeURI: node, destinationNodeURI: node });
export type CaseAssociation = z.infer<typeof association>;

const quality = z.object({ quality: text, position: z.number().nullish() });
const casePackage = z.object({
  CFDocument: z.object({ identifier: z.string().min(1), title: z.string().trim().min(1), creator: text, language: text }),
  CFItems: z.array(item),
  CFAssociations: z.array(association).nullish().transform((all) => all ?? []),
  CFDefinitions: z.object({ CFConcepts: z.array(z.object({ title: text, description: text })).nullish() }).nullish(),
  CFRubrics: z.array(z.object({ CFRubricCriteria: z.array(z.object({ CFRubricCriterionLevels: z.array(quality).nullish() })).nullish() })).nullish(),
});
export type CasePackage = z.infer<typeof casePackage>;

export function isCasePackage(root: Tree): boolean {
  return isBranch(root) && Object.hasOwn(root, 'CFDocument') && Array.isArray(root['CFItems']);
}

/** @throws DomainError import-unreadable naming the first part that CASE does not have so, and two items of one identifier */
export function packageIn(tree: ParsedTree): CasePackage {
  const parsed = casePackage.safeParse(tree.root);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw unreadable(tree.placeOf((issue?.path ?? []) as TreePath), 'case-unknown', { fault: issue?.message ?? '' });
  }
  const seen = new Set<string>();
  for (const [at, { identifier }] of parsed.data.CFItems.entries()) {
    if (seen.has(identifier)) throw unreadable(tree.placeOf(['CFItems', at]), 'identifier-twice', { identifier: identifier.slice(0, 80) });
    seen.add(identifier);
  }
  return parsed.data;
}
