/** A backup or a restore that was asked for would do harm, or cannot be. The message says the way out. */
export class BackupRefused extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'BackupRefused';
  }
}
