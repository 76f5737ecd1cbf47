// Said when a server cannot be had on this machine, in words for the person who has to get it.

export type ServerName = 'PostgreSQL' | 'Redis' | 'Kafka' | 'Prometheus' | 'Chromium';

export class MissingServer extends Error {
  constructor(
    readonly server: ServerName,
    /** What was looked for and not found. */
    readonly missing: string,
    /** How to get it. */
    readonly remedy: string,
  ) {
    super(`${server} is not available here: ${missing} ${remedy}`);
    this.name = 'MissingServer';
  }
}
