// What the matrix service tells.
import { catalogueOf, defineEvent, type EventsOf } from '@rung/event-sourcing';
import { code, competency, matrixFrame, migrationEntry, partChange } from '@rung/matrix-model';
import { z } from 'zod';

import { instant, matrixId, personId, sha256 } from '../ids.js';

const version = z.int().positive();

/** Nothing; a text, named by its bytes; an entry of the catalogue, named by its content; or a version of this or another matrix. */
const draftSource = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('new') }),
  z.object({ kind: z.literal('import'), textSha256: sha256 }),
  z.object({ kind: z.literal('catalogue'), entry: code, hash: sha256 }),
  z.object({ kind: z.literal('branch'), matrix: matrixId, version }),
]);
export type DraftSource = z.infer<typeof draftSource>;

/** Stream `matrix/{id}`. A draft opens with its frame; a `CompetencyDrafted` follows for each competency. */
export const VersionDrafted = defineEvent(
  'VersionDrafted',
  z.object({ matrixId, version, frame: matrixFrame, competencies: z.int().nonnegative(), source: draftSource, by: personId, at: instant }),
  [(v1) => v1], // v1 knew texts alone
);

export const CompetencyDrafted = defineEvent('CompetencyDrafted', z.object({ matrixId, version, competency }));

/**
 * A draft changed. `change` is what its editor meant: a kind, and what that kind speaks of; an undoing has the kind alone and says in `undoes` the
 * place in the stream of what it takes back. `parts` are all that became otherwise. The change's number is the event's own place in the stream.
 */
export const DraftChanged = defineEvent(
  'DraftChanged',
  z.object({
    matrixId, version,
    change: z.looseObject({ kind: z.string() }),
    parts: z.array(partChange),
    undoes: z.int().positive().nullable(),
    reason: z.string().nullable(),
    by: personId, at: instant,
  }),
);

/** A draft is given up. It stays to be read, and to begin another from; its number is not used again. */
export const DraftDiscarded = defineEvent(
  'DraftDiscarded',
  z.object({ matrixId, version, reason: z.string().nullable(), by: personId, at: instant }),
);

/** Who approves a draft before it is published: nobody has to, another editor than those who changed it, or HR. Each demands more than the one before. */
export const approver = z.enum(['nobody', 'editor', 'hr']);
export type Approver = z.infer<typeof approver>;

/** What a matrix demands beyond its organisation. */
export const ApprovalPolicySet = defineEvent('ApprovalPolicySet', z.object({ matrixId, approver, by: personId, at: instant }));

/** Of exactly what the draft said at this place of its stream; the next change of the draft makes it void. */
export const DraftApproved = defineEvent(
  'DraftApproved',
  z.object({ matrixId, version, revision: z.int().positive(), hash: sha256, as: z.enum(['editor', 'hr']), by: personId, at: instant }),
);

/** One event per competency, because a large matrix is larger than a Kafka message may be. */
export const CompetencyPublished = defineEvent('CompetencyPublished', z.object({ matrixId, version, competency }));

/** The manifest that closes a publication: the version is complete once these competencies have been seen. */
export const VersionPublished = defineEvent(
  'VersionPublished',
  z.object({ matrixId, version, hash: sha256, frame: matrixFrame, competencyIds: z.array(z.string()), by: personId, at: instant }),
);

/** No cycle is opened on it any more; those that were go on with it. */
export const VersionRetired = defineEvent('VersionRetired', z.object({ matrixId, version, reason: z.string().nullable(), by: personId, at: instant }));

/** What becomes of each competency of the version `from` in `version`. A later one between the two takes its place. */
export const MigrationMapped = defineEvent('MigrationMapped', z.object({ matrixId, from: version, version, entries: z.array(migrationEntry), by: personId, at: instant }));

const matrixEventTypes = [VersionDrafted, CompetencyDrafted, DraftChanged, DraftDiscarded, ApprovalPolicySet, DraftApproved, CompetencyPublished, VersionPublished, VersionRetired, MigrationMapped] as const;
export const matrixEvents = catalogueOf(...matrixEventTypes);
export type MatrixEvent = EventsOf<typeof matrixEventTypes>;
