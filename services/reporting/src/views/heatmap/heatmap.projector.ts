import { assessmentTopicEvents, type AssessmentTopicEvent, type RecordedExplanation, type ReviewEvent } from '@rung/contracts';
import { foldedTable, foldProjection, type Feed, type Projection } from '@rung/messaging';

/** A row of `competency_outcomes`, under the names of its columns: the arrays have one place per competency, in one order. */
export interface OutcomeRow {
  review: string;
  cycle: string;
  /** Whose outcomes these are; null in a row that a build made which did not keep it. */
  person: string | null;
  /** Where the person was at launch. */
  unit: string;
  competencies: string[];
  /** How many cells of the competency were asked, each once. */
  cells: number[];
  /** How many of them are met, or stand as they were. */
  met: number[];
  stream_version: number;
}

type Told = Extract<ReviewEvent, { type: 'ReviewLaunched' | 'GradeProposed' }>;

/** What a row becomes by an event of its review. Pure; an event that the row has seen changes nothing. */
export function project(row: OutcomeRow | undefined, event: Told, streamVersion: number): OutcomeRow | undefined {
  switch (event.type) {
    case 'ReviewLaunched': {
      const { review, cycle, person, unit } = event.data;
      return row ?? { review, cycle, person, unit, competencies: [], cells: [], met: [], stream_version: streamVersion };
    }
    case 'GradeProposed':
      if (row === undefined || streamVersion <= row.stream_version) return row;
      return { ...row, ...outcomesOf(event.data.explanation), stream_version: streamVersion };
  }
}

function outcomesOf({ cells }: RecordedExplanation): Pick<OutcomeRow, 'competencies' | 'cells' | 'met'> {
  const outcomes = new Map<string, { cells: number; met: number }>();
  for (const { competency, verdict } of cells) {
    const before = outcomes.get(competency) ?? { cells: 0, met: 0 };
    const isMet = verdict === 'met' || verdict === 'stands';
    outcomes.set(competency, { cells: before.cells + 1, met: before.met + (isMet ? 1 : 0) });
  }
  return {
    competencies: [...outcomes.keys()],
    cells: [...outcomes.values()].map((outcome) => outcome.cells),
    met: [...outcomes.values()].map((outcome) => outcome.met),
  };
}

const outcomes = foldedTable<AssessmentTopicEvent, OutcomeRow>({
  name: 'competency_outcomes',
  columns: {
    review: 'uuid', cycle: 'uuid', person: 'uuid', unit: 'text', competencies: 'text[]', cells: 'smallint[]', met: 'smallint[]', stream_version: 'integer',
  },
  key: ['review'],
  version: 'stream_version',
  change: (event, { streamVersion }) =>
    event.type === 'ReviewLaunched' || event.type === 'GradeProposed'
      ? { key: [event.data.review], next: (row) => project(row, event, streamVersion) }
      : undefined,
});

/** Keeps a row per review: where it counts, and which competencies were met. */
export function heatmapProjection(feed: Feed): Projection {
  return foldProjection<AssessmentTopicEvent>({
    name: 'reporting-heatmap',
    feed,
    catalogue: assessmentTopicEvents,
    tables: [outcomes],
  });
}
