// A preview for a person to read: the grid, what the text asks of them, what looks wrong.
import type { PreviewJson } from '@rung/matrix/importing';

const titleWidth = 64;

/** The whole report, lines ending in "\n". */
export function previewReport(file: string, preview: PreviewJson): string {
  const names = preview.levels.map((level) => level.names.join(' '));
  const widths = names.map((name) => Math.max(name.length, 9));
  const row = (title: string, cells: readonly string[]): string =>
    `  ${fitted(title)}  ${cells.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join('  ')}`.trimEnd();
  return [
    `${count(preview.levels.length, 'level')}, ${count(preview.competencies.length, 'competency', 'competencies')}, language ${preview.languages.join(', ')}, ${preview.reading === 'complete' ? 'complete lists (each level repeats what it keeps)' : 'additive lists (each level adds to the one below)'}`,
    '',
    ...groupsOf(preview).flatMap((group) => [
      row(preview.groupNames?.[group]?.[preview.language] ?? `${group[0]?.toUpperCase() ?? ''}${group.slice(1)}`, [...names, 'id']),
      row(
        '  in force (listed)',
        preview.levels.map((level) => countsOf(level.groups[group] ?? none)),
      ),
      ...preview.competencies
        .filter((competency) => competency.group === group)
        .map((competency) => row(`  ${competency.title}${signsOf(competency)}`, [...marksOf(competency, preview, group), competency.id])),
      '',
    ]),
    '  ● new  ▲ raised  ━ carried  = by reference   [e] demands evidence  [?n] n guidance questions',
    '  The id is what the column "competency" of an answers CSV takes: see rung grade --help.',
    ...section(
      'Terms',
      preview.terms.map(
        (term) =>
          `${term.word}${term.measure.length === 0 ? '' : ` (${term.measure.map((bound) => `${bound.label} ${bound.value}`).join(', ')})`}: ${term.definition}`,
      ),
    ),
    ...section(
      'Please check',
      preview.questions.map((question) => question.message),
    ),
    ...section(
      'Looks wrong in the text',
      preview.anomalies.map(({ kind, line, column, part, cell, message }) =>
        [[file, ...(part === undefined ? [] : [part]), cell ?? `${line}:${column}`].join(':'), kind, message].join(': '),
      ),
    ),
    '',
  ].join('\n');
}

const none = { own: 0, inForce: 0, sameAs: null };

/** Soft and hard, as texts have them, then those that the file names itself. */
function groupsOf({ levels }: PreviewJson): string[] {
  const own = new Set(levels.flatMap((level) => Object.keys(level.groups)));
  const others = [...own].filter((group) => group !== 'soft' && group !== 'hard');
  const isThere = (group: string): boolean => levels.some((level) => (level.groups[group] ?? none).inForce > 0);
  return [...['soft', 'hard'].filter((group) => others.length === 0 || isThere(group)), ...others];
}

type Competency = PreviewJson['competencies'][number];

function marksOf(competency: Competency, preview: PreviewJson, group: string): string[] {
  let before: Competency['cells'][number] | undefined;
  return preview.levels.map((level) => {
    const name = level.names[0] ?? '';
    const cell = competency.cells.find((one) => one.levels.includes(name));
    const isReferred = Object.hasOwn(competency.sameAs ?? {}, name) || level.groups[group]?.sameAs !== null;
    const mark =
      cell === undefined ? '' : isReferred ? '=' : cell === before ? '━' : before === undefined ? '●' : '▲';
    before = cell;
    return mark;
  });
}

function signsOf({ cells }: Competency): string {
  const questions = Math.max(...cells.map((cell) => cell.questions.length));
  return `${cells.some((cell) => cell.evidenceRequired) ? ' [e]' : ''}${questions > 0 ? ` [?${questions}]` : ''}`;
}

function countsOf({ own, inForce, sameAs }: { own: number; inForce: number; sameAs: string | null }): string {
  return sameAs === null ? `${inForce} (${own})` : `${inForce} = ${sameAs}`;
}

/** Exactly as wide as the column of titles; the signs at its end stay. */
function fitted(title: string): string {
  if (title.length <= titleWidth) return title.padEnd(titleWidth);
  const signs = /(?: \[[e?0-9]+\])*$/u.exec(title)?.[0] ?? '';
  return `${title.slice(0, titleWidth - signs.length - 1)}…${signs}`;
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : ['', `${title}:`, ...lines.map((line) => `  ${line}`)];
}

function count(number: number, one: string, many = `${one}s`): string {
  return `${number} ${number === 1 ? one : many}`;
}
