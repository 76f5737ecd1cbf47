import { openDatabase, type DatabaseOptions, type ServiceDatabase } from '@rung/service-kit';

import { ImportMapping } from './commands/imports/import-mapping.entity.js';
import { StagedImport } from './commands/imports/staged-import.entity.js';
import { eventLogMigration } from './migrations/1764000000000-event-log.js';
import { GridAndImports1764000001000 } from './migrations/1764000001000-grid-and-imports.js';
import { Rebuilds1764000002000 } from './migrations/1764000002000-rebuilds.js';
import { Parking1764000010000 } from './migrations/1764000010000-parking.js';
import { EpochGate1764000009000 } from './migrations/1764000009000-epoch-gate.js';
import { VersionsInOneSort1764000017000 } from './migrations/1764000017000-versions-in-one-sort.js';
import { Generations1764000018000 } from './migrations/1764000018000-generations.js';
import { GateUnderLock1764000019000 } from './migrations/1764000019000-gate-under-lock.js';
import { History1764000021000 } from './migrations/1764000021000-history.js';
import { ImportedFiles1764000030000 } from './migrations/1764000030000-imported-files.js';
import { MigrationMaps1764000031000 } from './migrations/1764000031000-migration-maps.js';
import { Affected1764000032000 } from './migrations/1764000032000-affected.js';
import { LogSource1764000040000 } from './migrations/1764000040000-log-source.js';
import { AppendBeforeAsking1764000041000 } from './migrations/1764000041000-append-before-asking.js';
import { AppendInOnePass1764000042000 } from './migrations/1764000042000-append-in-one-pass.js';
import { MatrixVersion } from './views/grid/matrix-version.entity.js';
import { DraftChange } from './views/history/draft-change.entity.js';
import { MigrationMap } from './views/migration/migration-map.entity.js';

/** Connects to the matrix service's own database and brings its schema up to date. */
export function openMatrixDatabase({
  lanes,
  ...options
}: Pick<DatabaseOptions, 'url' | 'logger'> & { lanes: number }): Promise<ServiceDatabase> {
  return openDatabase({
    ...options,
    entities: [ImportMapping, StagedImport, MatrixVersion, DraftChange, MigrationMap],
    migrations: [
      eventLogMigration(lanes),
      GridAndImports1764000001000,
      Rebuilds1764000002000,
      EpochGate1764000009000,
      Parking1764000010000,
      VersionsInOneSort1764000017000,
      Generations1764000018000,
      GateUnderLock1764000019000,
      History1764000021000,
      ImportedFiles1764000030000,
      MigrationMaps1764000031000,
      Affected1764000032000,
      LogSource1764000040000,
      AppendBeforeAsking1764000041000,
      AppendInOnePass1764000042000,
    ],
  });
}
