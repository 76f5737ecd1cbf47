// A corpus of files, each with what it is to be read as: Markdown as it is, and archives, whose files stand one below the other.
import { DomainError } from '@rung/event-sourcing';
import { inForceAt } from '@rung/matrix-model';
import { strToU8, zipSync } from 'fflate';

import { readMatrixFile, toPreviewJson, type Preview } from '../index.js';

/** The files in a sample's text: `>>> name`, and what stands in it. */
export function packed(text: string): Uint8Array {
  const files = text.split(/^>>> /mu).slice(1).map((file): [string, Uint8Array] => {
    const name = file.slice(0, file.indexOf('\n'));
    return [name, strToU8(file.slice(name.length + 1))];
  });
  return zipSync(Object.fromEntries(files));
}

/** A preview as lines: what is in force at each level, what is asked, what looks wrong and where; or why it is refused. */
export function linesOf(bytes: Uint8Array, name: string): string[] {
  try {
    return shown(readMatrixFile({ bytes, name }));
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    const [{ line, part, detail }] = error.details['errors'] as [{ line: number; part?: string; detail: string }];
    return [`refused at ${part ?? ''}:${line}: ${detail.split(';')[0] ?? ''}`];
  }
}

function shown(preview: Preview): string[] {
  const { matrix } = preview;
  const say = (text: Readonly<Record<string, string>>): string => [preview.language, ...Object.keys(text).filter((language) => language !== preview.language).sort()].flatMap((language) => (text[language] === undefined ? [] : [[language, text[language]] as const])).map(([language, words]) => (language === preview.language ? words : `${language}: ${words}`)).join(' | ');
  const read = toPreviewJson(preview);
  return [
    ...matrix.levels.map(({ code, names }) => `${names.join(' + ')}: ${inForceAt({ ...matrix, name: 'x', competencies: [...matrix.competencies] }, code).map(({ competency, cell }) => `[${competency.group}] ${say(competency.title)} = ${say(cell.statement)}${cell.mustHave ? ' !' : ''}`).join('; ')}`),
    ...read.questions.map(({ kind }) => `asks ${kind}`),
    ...read.anomalies.map(({ kind, part, line, column }) => `${kind} at ${part ?? ''}:${line}:${column}`),
  ];
}
