import { Inject, Injectable } from '@nestjs/common';
import type { RaterRole } from '@rung/contracts';
import { REGISTRY } from '@rung/service-kit';
import { Counter, type Registry } from 'prom-client';

import { isAnonymous } from './domain/assessment/anonymity.js';

const countedRoles: readonly RaterRole[] = ['self', 'manager'];

/** What the service counts of its own business. No ids in labels. */
@Injectable()
export class AssessmentMetrics {
  readonly #submitted: Counter<'role'>;
  readonly #proposed: Counter;
  readonly #rows: Counter<'file'>;

  constructor(@Inject(REGISTRY) registry: Registry) {
    const registers = [registry];
    this.#submitted = new Counter({ name: 'rung_assessments_submitted_total', help: 'Own and managers\' assessments submitted.', labelNames: ['role'], registers });
    this.#proposed = new Counter({ name: 'rung_grades_proposed_total', help: 'Grades proposed.', registers });
    this.#rows = new Counter({ name: 'rung_directory_rows_total', help: 'Rows of directory files taken.', labelNames: ['file'], registers });
    for (const role of countedRoles) this.#submitted.inc({ role }, 0);
  }

  /** Anonymous ones are not counted: who watches the number would learn who has answered (docs/decisions/0010). */
  assessmentSubmitted(role: RaterRole): void {
    if (!isAnonymous(role)) this.#submitted.inc({ role });
  }

  gradeProposed(): void {
    this.#proposed.inc();
  }

  directoryRowsTaken(file: string, rows: number): void {
    this.#rows.inc({ file }, rows);
  }
}
