// What the matrix service tells.
import { catalogueOf, defineEvent, type EventsOf } from '@rung/event-sourcing';
import { code, competency, matrixFrame, migrationEntry, partChange } from '@rung/matrix-model';
import { z } from 'zod';

import { instant, matrixId, personId, sha256 } from '../ids.js';

const version = z.int().positive().describe('Of the matrix: 1, 2, 3 …');
const reason = z.string().nullable().describe('In the words of who did it; null where none was given');

/** Nothing; a text, named by its bytes; an entry of the catalogue, named by its content; or a version of this or another matrix. */
const draftSource = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('new').describe('Nothing') }),
  z.object({ kind: z.literal('import').describe('A text'), textSha256: sha256.describe("Of the text's bytes") }),
  z.object({ kind: z.literal('catalogue').describe('An entry of the catalogue'), entry: code, hash: sha256.describe('Of what the entry says') }),
  z.object({ kind: z.literal('branch').describe('A version of this or another matrix'), matrix: matrixId, version }),
]);
export type DraftSource = z.infer<typeof draftSource>;

/** Stream `matrix/{id}`. A draft opens with its frame; a `CompetencyDrafted` follows for each competency. */
export const VersionDrafted = defineEvent(
  'VersionDrafted',
  z.object({ matrixId, version, frame: matrixFrame, competencies: z.int().nonnegative().describe('How many CompetencyDrafted follow'), source: draftSource.describe('What it was made from'), by: personId, at: instant }),
  [(v1) => v1], // v1 knew texts alone
);

export const CompetencyDrafted = defineEvent(
  'CompetencyDrafted',
  z.object({ matrixId, version, competency }),
  [(v1) => v1], // v1 knew no cell that is the same as another: who reads it so misses what is expected there
);

/**
 * A draft changed. `change` is what its editor meant: a kind, and what that kind speaks of; an undoing has the kind alone and says in `undoes` the
 * place in the stream of what it takes back. `parts` are all that became otherwise. The change's number is the event's own place in the stream.
 */
export const DraftChanged = defineEvent(
  'DraftChanged',
  z.object({
    matrixId, version,
    change: z.looseObject({ kind: z.string().describe('Of the change; an undoing has it alone') }).describe('What the editor meant. New kinds may come; what became of it is in `parts`'),
    parts: z.array(partChange).describe('All that became otherwise'),
    undoes: z.int().positive().nullable().describe('The place in the stream of the change that it takes back; null where it takes back none'),
    reason,
    by: personId, at: instant,
  }),
);

/** A draft is given up. It stays to be read, and to begin another from; its number is not used again. */
export const DraftDiscarded = defineEvent(
  'DraftDiscarded',
  z.object({ matrixId, version, reason, by: personId, at: instant }),
);

/** Who approves a draft before it is published: nobody has to, another editor than those who changed it, or HR. Each demands more than the one before. */
export const approver = z.enum(['nobody', 'editor', 'hr']);
export type Approver = z.infer<typeof approver>;

/** What a matrix demands beyond its organisation. */
export const ApprovalPolicySet = defineEvent('ApprovalPolicySet', z.object({ matrixId, approver: approver.describe('Nobody has to; an editor who has not changed the draft; or HR'), by: personId, at: instant }));

/** Of exactly what the draft said at this place of its stream; the next change of the draft makes it void. */
export const DraftApproved = defineEvent(
  'DraftApproved',
  z.object({
    matrixId, version,
    revision: z.int().positive().describe("The draft's last change, by its place in the stream"),
    hash: sha256.describe('Of what the draft says there'),
    as: z.enum(['editor', 'hr']).describe('In which role'),
    by: personId, at: instant,
  }),
);

/** One event per competency, because a large matrix is larger than a Kafka message may be. */
export const CompetencyPublished = defineEvent(
  'CompetencyPublished',
  z.object({ matrixId, version, competency }),
  [(v1) => v1], // as CompetencyDrafted
);

/** The manifest that closes a publication: the version is complete once these competencies have been seen. */
export const VersionPublished = defineEvent(
  'VersionPublished',
  z.object({
    matrixId, version,
    hash: sha256.describe('Of what the version says'),
    frame: matrixFrame,
    competencyIds: z.array(z.string()).describe('All of the version; each came as a CompetencyPublished'),
    by: personId, at: instant,
  }),
);

/** No cycle is opened on it any more; those that were go on with it. */
export const VersionRetired = defineEvent('VersionRetired', z.object({ matrixId, version, reason, by: personId, at: instant }));

/** What becomes of each competency of the version `from` in `version`. A later one between the two takes its place. */
export const MigrationMapped = defineEvent('MigrationMapped', z.object({ matrixId, from: version.describe('The earlier version'), version: version.describe('The later one'), entries: z.array(migrationEntry).describe('One for each competency of the earlier version'), by: personId, at: instant }));

const matrixEventTypes = [VersionDrafted, CompetencyDrafted, DraftChanged, DraftDiscarded, ApprovalPolicySet, DraftApproved, CompetencyPublished, VersionPublished, VersionRetired, MigrationMapped] as const;
export const matrixEvents = catalogueOf(...matrixEventTypes);
export type MatrixEvent = EventsOf<typeof matrixEventTypes>;
