import { beyondTheAbove } from '../meaning/additive.js';
import { soundsLikeReference } from '../meaning/references.js';
import { definesTerm, termIn } from '../meaning/terms.js';
import { importLimits, unreadable } from '../refusal.js';
import { sentencesIn } from '../text/sentences.js';
import type { Range, Source } from '../text/source.js';
import { standsApart } from './begins-groups.js';
import { readList, saysAnything, type List } from './list.js';
import type { Outline, Section } from './outline.js';

export interface ReadSection extends Section {
  readonly list: List;
}

const noList: List = { lead: undefined, items: [], tail: [], lastNumber: 0, marked: false, anomalies: [] };

/** The list under each heading. Lines without marks are items under a group's heading, and where a text has no groups at all. */
export function listsOf(source: Source, outline: Outline): ReadSection[] {
  let continued = 1;
  let count = 0;
  return outline.sections.map((section) => {
    const list = section.holds !== 'statements' ? noList : withoutClosing(source.text, readList(source.text, section.range, continued));
    const plainLines = section.group === undefined && list.lastNumber === 0 && outline.hasGroups && !list.marked;
    const read = plainLines ? { ...list, items: [], tail: [...list.items, ...list.tail] } : list;
    if (list.lastNumber > 0) continued = list.lastNumber + 1;
    const long = read.items.find((item) => item.end - item.start > importLimits.itemLength);
    if (long !== undefined)
      throw unreadable(source.placeOf(long.start), 'statement-with-questions-too-long', { most: importLimits.itemLength });
    count += read.items.length;
    if (count > importLimits.items)
      throw unreadable(source.placeOf(section.range.start), 'too-many-statements', { most: importLimits.items });
    return { ...section, list: read };
  });
}

/** Of a list of bare lines what stands apart below it and defines a term, or speaks of the lists, is none. */
function withoutClosing(text: string, list: List): List {
  if (list.marked || list.lastNumber > 0) return list;
  const closing = list.items.findIndex(({ start, end }, at) => {
    const said = text.slice(start, end);
    return at > 0 && standsApart(text, start) && (termIn(said, []) !== undefined || soundsLikeReference(said));
  });
  return closing < 0 ? list : { ...list, items: list.items.slice(0, closing), tail: list.items.slice(closing) };
}

/** "Soft skills: mentoring.": one statement alone behind its group's heading needs no mark; what speaks of lists or terms is none. */
export function onlyStatementOf(text: string, { group, list, range }: ReadSection): Range | undefined {
  if (group === undefined || list.items.length > 0 || !saysAnything(text, list.lead)) return undefined;
  const lead = text.slice(list.lead.start, list.lead.end);
  if (/[\r\n]/u.test(text.slice(range.start, range.end).trim())) return undefined;
  const beyond = beyondTheAbove(lead);
  if (beyond !== undefined && beyond !== '') return list.lead;
  return soundsLikeReference(lead) || beyond === '' || definesTerm(lead) ? undefined : list.lead;
}

/**
 * Whether a further sentence behind a last item is no part of it. It is not where no other item has more than one, and it stands at the
 * end of the text or there are enough items to tell by.
 */
export function oneSentenceItems(text: string, sections: readonly ReadSection[]): (atEnd: boolean) => boolean {
  const enoughItems = 5;
  let seen = 0;
  let several = false;
  for (const section of sections) {
    for (const item of section.list.items.slice(0, -1)) {
      seen += 1;
      several ||= sentencesIn(text, item).filter(({ start, end }) => !text.slice(start, end).endsWith('?')).length > 1;
    }
  }
  return (atEnd) => !several && (atEnd || seen >= enoughItems);
}
