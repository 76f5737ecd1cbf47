// What a page says beside the texts of the matrix, in the language that comes first on it; in English for languages that it does not speak.
import { ownValue } from '@rung/matrix-model';

import type { VersionStatus } from '../../versions/version.js';
import { spoken, type Spoken, type Subject } from '../subject.js';

interface Words extends Readonly<Record<VersionStatus, string>> {
  readonly version: string;
  readonly competency: string;
  readonly sameAs: string;
  readonly evidence: string;
  readonly mustHave: string;
  readonly terms: string;
  readonly examples: string;
  readonly antipatterns: string;
  readonly groups: Readonly<Record<string, string>>;
}

const english: Words = {
  version: 'Version', draft: 'draft', published: 'published', retired: 'retired', discarded: 'discarded', competency: 'Competency', sameAs: 'the same as', evidence: 'demands evidence',
  mustHave: 'must-have', terms: 'Terms', examples: 'For example', antipatterns: 'Not like this', groups: { soft: 'Soft skills', hard: 'Hard skills' },
};
const russian: Words = {
  version: 'Версия', draft: 'черновик', published: 'опубликована', retired: 'снята', discarded: 'отменена', competency: 'Компетенция', sameAs: 'как на уровне', evidence: 'требует подтверждения',
  mustHave: 'обязательно', terms: 'Термины', examples: 'Например', antipatterns: 'Не так', groups: { soft: 'Софты', hard: 'Харды' },
};

/** What a group is called on the page: as the matrix names it, else as everybody calls soft and hard skills, else by its code. */
export function groupOnPage({ content, languages }: Subject, group: string): Spoken {
  const [language = 'en'] = languages;
  const name = ownValue(content.groupNames, group);
  return name === undefined ? { language, text: ownValue(wordsIn(language).groups, group) ?? group } : spoken(name, language);
}

export function wordsIn(language: string): Words {
  return /^ru\b/.test(language) ? russian : english;
}
