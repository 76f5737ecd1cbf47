// What CASE 1.1 requires of a CFPackage, written down by hand (docs/matrix-export.md says why). Objects are closed, as they are there.
import { z } from 'zod';

const identifier = z.string().regex(/^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
const uri = z.string().regex(/^urn:uuid:[0-9a-f-]{36}$/);
const lastChangeDateTime = z.iso.datetime();
const link = z.strictObject({ title: z.string(), identifier, uri });
const extensions = z.looseObject({}).optional();
const named = { identifier, uri, lastChangeDateTime, extensions };

const item = z.strictObject({
  ...named, fullStatement: z.string(), CFItemType: z.string().optional(), humanCodingScheme: z.string().optional(), notes: z.string().optional(),
  language: z.string().optional(), educationLevel: z.array(z.string()).optional(),
});
const association = z.strictObject({
  ...named, associationType: z.enum(['isChildOf', 'precedes']), sequenceNumber: z.int32().optional(), originNodeURI: link, destinationNodeURI: link,
});
const criterionLevel = z.strictObject({ ...named, extensions: z.array(z.looseObject({})).optional(), description: z.string(), quality: z.string(), position: z.int32() });
const criterion = z.strictObject({
  ...named, category: z.string(), description: z.string(), CFItemURI: link, position: z.int32(), CFRubricCriterionLevels: z.array(criterionLevel),
});

export const casePackage = z.strictObject({
  CFDocument: z.strictObject({
    ...named, caseVersion: z.literal('1.1'), creator: z.string(), title: z.string(), language: z.string(), version: z.string(),
    adoptionStatus: z.enum(['Draft', 'Adopted', 'Deprecated']), notes: z.string(),
  }),
  CFItems: z.array(item),
  CFAssociations: z.array(association),
  CFDefinitions: z.strictObject({
    CFConcepts: z.array(z.strictObject({ ...named, title: z.string(), hierarchyCode: z.string(), description: z.string() })),
  }),
  CFRubrics: z.array(z.strictObject({ ...named, title: z.string(), CFRubricCriteria: z.array(criterion) })),
});
