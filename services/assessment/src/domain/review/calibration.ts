// What a person makes of a proposed grade: it is confirmed as it is, or another is, with a reason.
import type { SealedText } from '@rung/contracts';
import { DomainError } from '@rung/event-sourcing';

export interface Decision {
  /** The proposed one where it is left out. */
  readonly grade?: string | null | undefined;
  readonly reason: SealedText | null;
  /** Whether the person may decide on another grade than the proposed one. */
  readonly mayCalibrate: boolean;
}

/** @throws DomainError `calibration-not-yours`, `reason-required`; `invalid-request` for a reason that there is nothing to give for. */
export function decidedOn(proposed: string | null, { grade = proposed, reason, mayCalibrate }: Decision): { readonly grade: string | null; readonly reason: SealedText | null } {
  if (grade === proposed) {
    if (reason !== null) throw atField('invalid-request', '/reason', 'belongs to another grade than the proposed one; leave it out, or send "grade" as well');
    return { grade, reason };
  }
  if (!mayCalibrate) throw new DomainError('calibration-not-yours', 'Only HR confirms another grade than the proposed one; leave "grade" out, or ask HR.');
  if (reason === null) throw atField('reason-required', '/reason', 'Say why the grade is another than the proposed one; the person graded will read it.');
  return { grade, reason };
}

function atField(code: string, pointer: string, detail: string): DomainError {
  return new DomainError(code, detail, { errors: [{ pointer, detail }] });
}
