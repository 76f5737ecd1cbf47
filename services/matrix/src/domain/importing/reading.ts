import { quoted, type AnomalyNote } from './anomaly.js';
import type { ListedItem } from './merging/merge.js';
import { beyondTheAbove } from './meaning/additive.js';
import { CollectedTerms } from './meaning/collected-terms.js';
import { boundsIn } from './meaning/measure.js';
import { looseReference } from './meaning/loose-reference.js';
import { LevelReferences } from './meaning/level-references.js';
import { isReference, leadsNowhere } from './meaning/references.js';
import { saysNone } from './meaning/empty-list.js';
import { groupAssumed, groupNamed, missingLists, unassigned } from './structure/missing-lists.js';
import { mustBeShort, readWording } from './meaning/statement.js';
import { isNoteWord, itemMark, termEntry, termIn, type ReadTerm } from './meaning/terms.js';
import { importLimits, unreadable } from './refusal.js';
import { groups } from './text/group-words.js';
import { saysAnything } from './structure/list.js';
import type { SaidLine } from './structure/said-lines.js';
import { outlineOf, type Outline } from './structure/outline.js';
import { listsOf, oneSentenceItems, onlyStatementOf, type ReadSection } from './structure/sections.js';
import { termEntriesIn } from './structure/term-entries.js';
import { withoutTitle } from './structure/text-title.js';
import { oneLine, skipSpaceBack, type Range, type Source } from './text/source.js';
import { sentencesIn } from './text/sentences.js';

/** What a text says, before the levels' lists are merged. Levels are indexes in the text's order. */
export interface TextReading {
  readonly levels: readonly { readonly names: readonly string[] }[];
  readonly items: readonly ListedItem[];
  /** Group → the level that its list is the same as, per level. */
  readonly sameAs: readonly Readonly<Record<string, number>>[];
  readonly terms: readonly ReadTerm[];
  readonly additive: boolean;
  readonly hasGroups: boolean;
  /** Names of groups of its own, in its order. */
  readonly ownGroups: readonly string[];
  readonly anomalies: readonly AnomalyNote[];
}

interface FreeText extends Range {
  readonly level: number | undefined;
  readonly group: string | undefined;
}

/** Reads levels, lists and what stands around them. @throws DomainError import-unreadable, see `outlineOf` and the limits */
export function readText(source: Source, said: readonly SaidLine[] = []): TextReading {
  const outline = outlineOf(source, said);
  const sections = listsOf(source, outline);
  return new TextReader(source, outline, sections).read();
}

class TextReader {
  readonly #items: ListedItem[] = [];
  readonly #free: FreeText[] = [];
  readonly #anomalies: AnomalyNote[];
  readonly #references: LevelReferences;
  readonly #terms = new CollectedTerms();
  /** Levels of which the text says that they list nothing, or nothing of their own. */
  readonly #saidNone = new Set<number>();
  #additive = false;

  constructor(
    private readonly source: Source,
    private readonly outline: Outline,
    private readonly sections: readonly ReadSection[],
  ) {
    this.#anomalies = [...outline.anomalies, ...outline.ownGroups.map(groupNamed), ...sections.flatMap((section) => section.list.anomalies)];
    this.#references = new LevelReferences(
      this.#names(),
      sections.flatMap((section) =>
        section.list.items.map((item) => ({
          level: section.level,
          group: section.group ?? 'hard',
          start: item.start,
          only: section.list.items.length === 1,
        })),
      ),
      [...groups, ...outline.ownGroups.map(({ group }) => group)],
    );
  }

  read(): TextReading {
    const { outline } = this;
    this.#addFree(withoutTitle(this.source.text, outline.preamble), undefined, undefined);
    const oneSentenceEach = oneSentenceItems(this.source.text, this.sections);
    for (const [at, section] of this.sections.entries()) this.#readSection(section, oneSentenceEach(at === this.sections.length - 1));
    this.#readFreeTexts();
    if (this.#items.length === 0) {
      const first = this.source.placeOf(outline.levels[0]?.at ?? 0);
      throw unreadable(first, 'no-statement');
    }
    const additive = this.#additive || this.#references.additive;
    this.#references.settle(additive);
    this.#anomalies.push(...missingLists({ levels: outline.levels, items: this.#items, sameAs: this.#references.sameAs, saidNone: this.#saidNone }));
    return {
      levels: outline.levels,
      items: this.#items,
      sameAs: this.#references.sameAs,
      terms: this.#terms.all,
      additive,
      hasGroups: outline.hasGroups,
      ownGroups: outline.ownGroups.map(({ group }) => group),
      anomalies: this.#anomalies,
    };
  }

  /** A list of terms, one to a line or to a sentence; a line that defines nothing goes on with the term right above, if there is one. */
  #readTerms({ range }: ReadSection): void {
    let term: ReadTerm | undefined;
    for (const line of termEntriesIn(this.source.text, range).filter((one) => saysAnything(this.source.text, one))) {
      const text = this.#textOf(line).replace(itemMark, '');
      if (line.apart) term = undefined;
      const found = termEntry(text) ?? termIn(text, []);
      if (found !== undefined) term = this.#terms.add(found);
      else if (term !== undefined) term = this.#terms.continue(term, text);
      else this.#unassigned(line);
      if (this.#terms.all.length > importLimits.freeSentences)
        throw unreadable(this.source.placeOf(line.start), 'too-many-terms', { most: importLimits.freeSentences });
    }
  }

  #readSection(section: ReadSection, oneSentenceEach: boolean): void {
    if (section.holds === 'terms') return this.#readTerms(section);
    if (section.holds === 'aside') return this.#addFree(section.range, undefined, undefined);
    const { list, level } = section;
    const [heading] = list.items;
    if (section.group === undefined && heading !== undefined) this.#anomalies.push(groupAssumed(heading.start));
    const group = section.group ?? 'hard';
    const alone = onlyStatementOf(this.source.text, section);
    const [whole] = alone === undefined ? list.items : [alone];
    if (whole !== undefined && list.items.length < 2 && list.tail.length === 0 && saysNone(this.#textOf(whole))) return void this.#saidNone.add(level);
    if (alone !== undefined) this.#addItem(this.#withoutTrailingSentences(alone, section, false), level, group);
    else this.#addFree(list.lead, level, section.group);
    for (const [at, item] of list.items.entries()) {
      const last = at === list.items.length - 1;
      this.#addItem(last ? this.#withoutTrailingSentences(item, section, oneSentenceEach) : item, level, group);
    }
    for (const tail of list.tail) this.#addFree(tail, level, section.group);
  }

  /** The last item of a list without sentences that speak of the matrix, not of a person. */
  #withoutTrailingSentences(whole: Range, section: ReadSection, oneSentenceEach: boolean): Range {
    const item = this.#withoutLooseReference(whole, section);
    const sentences = sentencesIn(this.source.text, item);
    const spoken = sentences.findIndex((sentence, at) => at > 0 && this.#speaksOfTheMatrix(this.#textOf(sentence)));
    const told = sentences.findIndex((sentence, at) => at > 0 && !this.#textOf(sentence).endsWith('?'));
    const cut = oneSentenceEach ? told : spoken;
    const first = cut < 1 ? undefined : sentences[cut];
    if (first === undefined) return item;
    if (first.glued) this.#anomalies.push({ kind: 'missing-space', at: first.start, message: 'no space between two sentences' });
    this.#addFree({ start: first.start, end: item.end }, section.level, section.group);
    return { start: item.start, end: sentences[cut - 1]?.end ?? item.end };
  }

  /** "2. Speaks Hard skills as at L3": without the reference that no stop sets off. */
  #withoutLooseReference(item: Range, section: ReadSection): Range {
    const at = looseReference(this.source.text, item, this.#names());
    if (at === undefined) return item;
    const end = skipSpaceBack(this.source.text, at, item.start);
    this.#anomalies.push({ kind: 'missing-stop', at: end, message: `no full stop before ${quoted(oneLine(this.#textOf({ start: at, end: item.end })))}` });
    this.#addFree({ start: at, end: item.end }, section.level, section.group);
    return { start: item.start, end };
  }

  #speaksOfTheMatrix(sentence: string): boolean {
    return isReference(sentence, this.#names()) || termIn(sentence, []) !== undefined;
  }

  #addItem(range: Range, level: number, group: string): void {
    const text = this.#textOf(range);
    const beyond = level === 0 ? undefined : beyondTheAbove(text);
    const more = beyond !== undefined && beyond !== '';
    if (!more && (isReference(text, this.#names()) || leadsNowhere(text, this.#names())) && this.#readReference(text, { ...range, level, group })) return;
    if (beyond === '') this.#saidNone.add(level);
    if (beyond === '' && this.#references.noteWhole(text, { level, group, start: range.start })) return;
    if (beyond !== undefined) this.#additive = true;
    if (beyond === '') return;
    const wording = readWording(
      this.source.text,
      beyond === undefined ? range : { start: range.start + this.#textOf(range).lastIndexOf(beyond.split(' ')[0] ?? ''), end: range.end },
    );
    this.#anomalies.push(...wording.anomalies);
    if (!/[\p{L}\p{N}]/u.test(wording.statement)) return this.#unassigned(range);
    mustBeShort(wording, this.source.placeOf(range.start));
    const { statement, questions, evidenceRequired } = wording;
    this.#items.push({ level, group, at: range.start, statement, questions, evidenceRequired });
  }

  #addFree(range: Range | undefined, level: number | undefined, group: string | undefined): void {
    if (saysAnything(this.source.text, range)) this.#free.push({ ...range, level, group });
  }

  #readFreeTexts(): void {
    const statements = this.#items.map((item) => item.statement);
    let count = 0;
    for (const free of this.#free) {
      let term: ReadTerm | undefined;
      let unread: Range | undefined;
      for (const sentence of sentencesIn(this.source.text, free)) {
        if (sentence.glued) this.#anomalies.push({ kind: 'missing-space', at: sentence.start, message: 'no space between two sentences' });
        const place = { ...sentence, level: free.level, group: free.group };
        const text = this.#textOf(sentence);
        if (!/[\p{L}\p{N}]/u.test(text) || isNoteWord(text)) continue;
        count += 1;
        if (count > importLimits.freeSentences)
          throw unreadable(this.source.placeOf(sentence.start), 'too-many-sentences', { most: importLimits.freeSentences });
        const defined = isReference(text, this.#names()) ? undefined : termIn(text, statements);
        if (defined !== undefined) term = this.#terms.add(defined);
        else if (term !== undefined && boundsIn(text).length > 0) term = this.#terms.continue(term, text);
        else if (!this.#readReference(text, place) && !this.#readMarker(text, place)) {
          unread = { start: unread?.start ?? sentence.start, end: sentence.end };
          continue;
        }
        if (unread !== undefined) this.#unassigned(unread);
        unread = undefined;
      }
      if (unread !== undefined) this.#unassigned(unread);
    }
  }

  #readMarker(text: string, place: FreeText): boolean {
    const beyond = place.level === 0 ? undefined : beyondTheAbove(text);
    if (beyond === undefined) return false;
    if (beyond === '' && place.level !== undefined) this.#saidNone.add(place.level);
    if (beyond === '' && place.level !== undefined && this.#references.noteWhole(text, { ...place, level: place.level })) return true;
    this.#additive = true;
    if (beyond !== '' && place.level !== undefined) this.#unassigned(place);
    return true;
  }

  /** Whether a sentence was read as a reference to another level's list, or named as one that leads nowhere. */
  #readReference(text: string, place: FreeText): boolean {
    const { level, group } = place;
    const answer = level === undefined ? 'none' : this.#references.read(text, { level, group, start: place.start });
    if (answer === 'none') return false;
    if (answer !== 'read') this.#unassigned(place, answer.why);
    return true;
  }

  #unassigned(range: Range, why = 'belongs to no level, group or statement'): void {
    this.#anomalies.push(unassigned(range, oneLine(this.#textOf(range)), why));
  }

  #names(): readonly (readonly string[])[] {
    return this.outline.levels.map((level) => level.names);
  }

  #textOf(range: Range): string {
    return this.source.text.slice(range.start, range.end);
  }
}
