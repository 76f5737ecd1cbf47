/**
 * The service's advisory locks. A database has one space of numbers for the locks of sessions and of transactions, and
 * service-kit's `migrationLock` is in it as well. Numbers are arbitrary, and the same for ever.
 */
export const advisoryLocks = {
  /** Names the one publisher among the replicas. */
  directoryPublisher: 7_064_000_002,
  /** Imports are applied one after the other. */
  directoryImport: 7_064_000_003,
  /** Shared by who names a rater, exclusive for who lets a company of raters be opened. */
  raterCompanies: 7_064_000_004,
} as const;
