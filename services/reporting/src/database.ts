import { openDatabase, type DatabaseOptions, type ServiceDatabase } from '@rung/service-kit';

import { Inbox1764000000000 } from './migrations/1764000000000-inbox.js';
import { Views1764000001000 } from './migrations/1764000001000-views.js';
import { Rebuilds1764000002000 } from './migrations/1764000002000-rebuilds.js';
import { Voidings1764000009000 } from './migrations/1764000009000-voidings.js';
import { Parking1764000010000 } from './migrations/1764000010000-parking.js';
import { GradeExplanations1764000011000 } from './migrations/1764000011000-grade-explanations.js';
import { GradesInPlace1764000012000 } from './migrations/1764000012000-grades-in-place.js';
import { Generations1764000018000 } from './migrations/1764000018000-generations.js';
import { GradeTimes1764000021000 } from './migrations/1764000021000-grade-times.js';
import { Calibrations1764000024000 } from './migrations/1764000024000-calibrations.js';
import { PersonsOfOutcomes1764000041000 } from './migrations/1764000041000-persons-of-outcomes.js';

/** Connects to the reporting service's own database and brings its schema up to date. */
export function openReportingDatabase(options: Pick<DatabaseOptions, 'url' | 'logger'>): Promise<ServiceDatabase> {
  return openDatabase({
    ...options,
    entities: [],
    migrations: [
      Inbox1764000000000,
      Views1764000001000,
      Rebuilds1764000002000,
      Voidings1764000009000,
      Parking1764000010000,
      GradeExplanations1764000011000,
      GradesInPlace1764000012000,
      Generations1764000018000,
      GradeTimes1764000021000,
      Calibrations1764000024000,
      PersonsOfOutcomes1764000041000,
    ],
  });
}
