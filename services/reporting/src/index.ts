// The reporting service as a part of a process: its module, and the adapters that it runs on.
export { ReportingModule, type ReportingAdapters } from './reporting.module.js';
export { openReportingDatabase } from './database.js';
