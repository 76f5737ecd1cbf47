// The assessment service as a part of a process: its module, and the adapters that it runs on.
export { AssessmentModule } from './assessment.module.js';
export { type AssessmentAdapters } from './followed.js';
export { cyclesWithoutSecret } from './privacy/cycles-without-secret.js';
export { openAssessmentDatabase } from './database.js';
