import { openDatabase, type DatabaseOptions, type ServiceDatabase } from '@rung/service-kit';

import { eventLogMigration } from './migrations/1764000000000-event-log.js';
import { Reference1764000001000 } from './migrations/1764000001000-reference.js';
import { PrivacyAndProcesses1764000002000 } from './migrations/1764000002000-privacy-and-processes.js';
import { Views1764000003000 } from './migrations/1764000003000-views.js';
import { DirectoryUploads1764000004000 } from './migrations/1764000004000-directory-uploads.js';
import { Rebuilds1764000005000 } from './migrations/1764000005000-rebuilds.js';
import { EpochGate1764000009000 } from './migrations/1764000009000-epoch-gate.js';
import { Parking1764000010000 } from './migrations/1764000010000-parking.js';
import { RosterOnItsWay1764000012000 } from './migrations/1764000012000-roster-on-its-way.js';
import { DayOfAnswers1764000013000 } from './migrations/1764000013000-day-of-answers.js';
import { RatersWaitForCompany1764000014000 } from './migrations/1764000014000-raters-wait-for-company.js';
import { HeldBack1764000015000 } from './migrations/1764000015000-held-back.js';
import { NamedTargets1764000016000 } from './migrations/1764000016000-named-targets.js';
import { VersionsInOneSort1764000017000 } from './migrations/1764000017000-versions-in-one-sort.js';
import { Generations1764000018000 } from './migrations/1764000018000-generations.js';
import { GateUnderLock1764000019000 } from './migrations/1764000019000-gate-under-lock.js';
import { Drafts1764000020000 } from './migrations/1764000020000-drafts.js';
import { CycleTimes1764000022000 } from './migrations/1764000022000-cycle-times.js';
import { RetiredMatrices1764000023000 } from './migrations/1764000023000-retired-matrices.js';
import { Calibrations1764000024000 } from './migrations/1764000024000-calibrations.js';
import { LogSource1764000040000 } from './migrations/1764000040000-log-source.js';
import { AppendBeforeAsking1764000041000 } from './migrations/1764000041000-append-before-asking.js';
import { AppendInOnePass1764000042000 } from './migrations/1764000042000-append-in-one-pass.js';
import { MatrixAuthors1764000043000 } from './migrations/1764000043000-matrix-authors.js';
import { AssessmentForm } from './views/assessment-form/assessment-form.entity.js';
import { CycleRow } from './views/cycle-progress/cycle-row.entity.js';
import { EvidencePiece } from './views/evidence/evidence-piece.entity.js';
import { Participant } from './views/participants/participant.entity.js';

/** Connects to the assessment service's own database and brings its schema up to date. */
export function openAssessmentDatabase({
  lanes,
  ...options
}: Pick<DatabaseOptions, 'url' | 'logger'> & { lanes: number }): Promise<ServiceDatabase> {
  return openDatabase({
    ...options,
    entities: [AssessmentForm, CycleRow, EvidencePiece, Participant],
    migrations: [
      eventLogMigration(lanes),
      Reference1764000001000,
      PrivacyAndProcesses1764000002000,
      Views1764000003000,
      DirectoryUploads1764000004000,
      Rebuilds1764000005000,
      EpochGate1764000009000,
      Parking1764000010000,
      RosterOnItsWay1764000012000,
      DayOfAnswers1764000013000,
      RatersWaitForCompany1764000014000,
      HeldBack1764000015000,
      NamedTargets1764000016000,
      VersionsInOneSort1764000017000,
      Generations1764000018000,
      GateUnderLock1764000019000,
      Drafts1764000020000,
      CycleTimes1764000022000,
      RetiredMatrices1764000023000,
      Calibrations1764000024000,
      LogSource1764000040000,
      AppendBeforeAsking1764000041000,
      AppendInOnePass1764000042000,
      MatrixAuthors1764000043000,
    ],
  });
}
