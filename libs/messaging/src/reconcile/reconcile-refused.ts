/** It was asked for something that would do harm. The message says the way out. */
export class ReconcileRefused extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'ReconcileRefused';
  }
}
