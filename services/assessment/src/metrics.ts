import { Inject, Injectable } from '@nestjs/common';
import type { RaterRole } from '@rung/contracts';
import { REGISTRY } from '@rung/service-kit';
import { Counter, type Registry } from 'prom-client';

const roles: readonly RaterRole[] = ['self', 'peer', 'manager', 'upward'];

/** What the service counts of its own business. No ids in labels. */
@Injectable()
export class AssessmentMetrics {
  readonly #submitted: Counter<'role'>;
  readonly #proposed: Counter;
  readonly #rows: Counter<'file'>;

  constructor(@Inject(REGISTRY) registry: Registry) {
    const registers = [registry];
    this.#submitted = new Counter({ name: 'rung_assessments_submitted_total', help: 'Assessments submitted.', labelNames: ['role'], registers });
    this.#proposed = new Counter({ name: 'rung_grades_proposed_total', help: 'Grades proposed.', registers });
    this.#rows = new Counter({ name: 'rung_directory_rows_total', help: 'Rows of directory files taken.', labelNames: ['file'], registers });
    for (const role of roles) this.#submitted.inc({ role }, 0);
  }

  assessmentSubmitted(role: RaterRole): void {
    this.#submitted.inc({ role });
  }

  gradeProposed(): void {
    this.#proposed.inc();
  }

  directoryRowsTaken(file: string, rows: number): void {
    this.#rows.inc({ file }, rows);
  }
}
