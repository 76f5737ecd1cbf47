import { Inject, Injectable } from '@nestjs/common';
import { REGISTRY } from '@rung/service-kit';
import { Counter, type Registry } from 'prom-client';

/** What the service counts of its own business. No ids in labels, and no assessments: not even named ones, or what is left were the others'. */
@Injectable()
export class AssessmentMetrics {
  readonly #proposed: Counter;
  readonly #rows: Counter<'file'>;

  constructor(@Inject(REGISTRY) registry: Registry) {
    const registers = [registry];
    this.#proposed = new Counter({ name: 'rung_grades_proposed_total', help: 'Grades proposed.', registers });
    this.#rows = new Counter({ name: 'rung_directory_rows_total', help: 'Rows of directory files taken.', labelNames: ['file'], registers });
  }

  gradeProposed(): void {
    this.#proposed.inc();
  }

  directoryRowsTaken(file: string, rows: number): void {
    this.#rows.inc({ file }, rows);
  }
}
