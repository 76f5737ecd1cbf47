/**
 * A refusal. The code is kebab-case and names the state that refuses ("cycle-not-open"); the details are plain data that
 * name the field and the way out. Which HTTP status a code has is the business of the edge.
 */
export class DomainError extends Error {
  constructor(
    readonly code: string,
    message: string,
    readonly details: Readonly<Record<string, unknown>> = {},
  ) {
    super(message);
    this.name = 'DomainError';
  }
}
