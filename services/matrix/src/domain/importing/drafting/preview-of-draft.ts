import type { Competency } from '@rung/matrix-model';

import { importLimits, unreadable } from '../refusal.js';
import { identifiersBeside } from '../text/identifiers.js';
import { titleOf } from '../title.js';
import type { Anomaly, Draft, DraftItem, Listing, Preview } from './draft.js';
import { takenReferences } from './cell-references.js';
import { listedCompetencies } from './listed.js';
import { namedCompetencies } from './named.js';
import { questionsAboutLevels } from './questions-about.js';
import { inLanguage } from './texts.js';

/** A competency without its id, and the items that it came of. Its cells name levels by index. */
export interface Found extends Pick<Competency, 'group' | 'title'> {
  readonly items: readonly DraftItem[];
  readonly cells: readonly (Omit<Competency['cells'][number], 'listedAt'> & { readonly listedAt: readonly number[] })[];
  /** What the matrix calls it already. */
  readonly id?: string | undefined;
  /** Of the draft's items, the first that it came of. */
  readonly first: number;
  /** Level → the level that it is the same as there. */
  readonly sameAs?: ReadonlyMap<number, number> | undefined;
}

/**
 * Merges a draft's items into competencies: those of one name, and those of none by what they say.
 * @throws DomainError import-unreadable beyond the limits
 */
export function previewOfDraft(told: Draft): Preview {
  const { items, sameAs: references, anomalies } = takenReferences(told);
  const draft = { ...told, items };
  const listed = listedCompetencies(draft);
  const named = namedCompetencies(draft, references);
  const found = [...listed.competencies, ...named.competencies].sort((one, other) => one.first - other.first);
  mustBeFew(found);
  const codes = codesOf(draft.levels);
  const codeOf = (level: number): string => codes[level] ?? '';
  const newId = identifiersBeside('competency', found.map(({ id }) => id));
  const ids = found.map(({ id, title }) => id ?? newId(titleOf(inLanguage(title, draft.language))));
  return {
    language: draft.language,
    matrix: {
      reading: draft.reading,
      groups: [...draft.groups],
      ...(draft.groupNames === undefined ? {} : { groupNames: draft.groupNames }),
      levels: draft.levels.map(({ names }, at) => ({ code: codeOf(at), names: [...names], sameAs: inCodes(draft.sameAs[at] ?? {}, codeOf) })),
      terms: [...draft.terms],
      competencies: found.map(({ group, title, cells, sameAs }, at) => ({
        id: ids[at] ?? '',
        group,
        title,
        cells: cells.map((cell) => ({ ...cell, listedAt: cell.listedAt.map(codeOf) })),
        ...(sameAs && { sameAs: Object.fromEntries([...sameAs].map(([level, as]) => [codeOf(level), codeOf(as)])) }),
      })),
    },
    listings: found.flatMap(({ items }, at) => items.map((item) => listingOf(item, ids[at] ?? '', codeOf(item.level)))),
    anomalies: gravestFirst(inOrder([...draft.anomalies, ...anomalies, ...listed.anomalies])),
    questions: [...questionsAboutLevels(draft.levels), ...draft.questions, ...named.questions],
  };
}

function codesOf(levels: Draft['levels']): string[] {
  const newCode = identifiersBeside('level', levels.map(({ code }) => code));
  return levels.map(({ names, code }) => code ?? newCode((names[0] ?? '').replace(/-+$/u, ' minus')));
}

function mustBeFew(found: readonly Found[]): void {
  const first = found[importLimits.competencies]?.items[0];
  if (first !== undefined) throw unreadable(first.place, 'too-many-statements-apart', { most: importLimits.competencies });
}

function inCodes(sameAs: Readonly<Record<string, number>>, codeOf: (level: number) => string): Record<string, string> {
  return Object.fromEntries(Object.entries(sameAs).map(([group, to]) => [group, codeOf(to)]));
}

function listingOf({ statement, questions, evidenceRequired, place }: DraftItem, competency: string, level: string): Listing {
  return { competency, level, statement, questions, evidenceRequired, ...place };
}

/** A level without its list is lost as a whole: nobody may overlook it among slips. */
function gravestFirst(anomalies: readonly Anomaly[]): Anomaly[] {
  const isGrave = ({ kind }: Anomaly): boolean => kind === 'list-missing';
  return [...anomalies.filter(isGrave), ...anomalies.filter((one) => !isGrave(one))];
}

/** By place within each part; the parts as they come. */
function inOrder<Placed extends { readonly line: number; readonly column: number; readonly part?: string | undefined }>(placed: readonly Placed[]): Placed[] {
  const parts = new Map<string, number>();
  for (const { part = '' } of placed) if (!parts.has(part)) parts.set(part, parts.size);
  const partOf = ({ part = '' }: Placed): number => parts.get(part) ?? 0;
  return placed.toSorted((one, other) => partOf(one) - partOf(other) || one.line - other.line || one.column - other.column);
}
